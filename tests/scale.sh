#!/usr/bin/env bash
# Faults and jobs: kills workers and servers, fills a disk, cuts a connection, runs a Slurm array. After each fault a rerun must
# give what the undisturbed run gave, byte for byte.   tests/scale.sh [CUSTOMERS]
# Installs ClickHouse, Slurm and munge by apt where they are missing (root), and skips visibly what cannot be had.
# The last line is "scale: N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/.."
root="$PWD" customers="${1:-100000}"
clv_dll="${CLV_DLL:-$root/artifacts/bin/ClvPredict.Cli/release/clv.dll}"
[ -f "$clv_dll" ] || dotnet build src/ClvPredict.Cli -c Release -v q || exit 1
work="$(mktemp -d)" passed=0 failed=0 skipped=0
chmod 755 "$work"
pids=()

mkdir "$work/bin"
printf '#!/bin/sh\nexec dotnet "%s" "$@"\n' "$clv_dll" >"$work/bin/clv"
chmod +x "$work/bin/clv"
clv() { dotnet "$clv_dll" "$@"; }
pass() { passed=$((passed + 1)); echo "passed  $1"; }
fail() { failed=$((failed + 1)); echo "FAILED  $1"; }
skip() { skipped=$((skipped + 1)); echo "SKIPPED $1"; }
check() { local name=$1; shift; if "$@"; then pass "$name"; else fail "$name"; fi; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
install() { # commands' packages
    [ "$(id -u)" -eq 0 ] || return 1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return 0
    apt-get update -qq >/dev/null 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}
cleanup() {
    for pid in "${pids[@]}"; do kill -CONT "$pid" 2>/dev/null; kill -9 "$pid" 2>/dev/null; done
    for file in "$work"/slurm/{slurmd,slurmctld}.pid "$work/slurm/munge/munged.pid"; do
        [ -f "$file" ] && kill "$(cat "$file")" 2>/dev/null
    done
    mountpoint -q "$work/small" && umount "$work/small"
    [ -z "${own_servers:-}" ] || bash .ci/servers.sh stop
    rm -rf "$work"
}
trap cleanup EXIT

orders="$work/orders.csv" model="$work/models" as_of=2023-12-01
clv simulate --customers "$customers" --end $as_of --out "$orders" >/dev/null 2>&1
clv train data/sample-orders.csv --horizon 90d --out "$model" >/dev/null 2>&1
score=(--model "$model" --as-of $as_of)
costs=(--budget 500)
clv score "$orders" "${score[@]}" "${costs[@]}" --out "$work/one.csv" --targets "$work/one-targets.csv" >/dev/null 2>&1 ||
    { echo "the undisturbed run failed"; exit 1; }
same() { cmp -s "$1" "$work/one.csv" && { [ -z "${2:-}" ] || cmp -s "$2" "$work/one-targets.csv"; }; }
merged_is_same() { # parts
    clv merge "$@" "${costs[@]}" --out "$work/merged.csv" --targets "$work/merged-targets.csv" >/dev/null 2>&1 &&
        same "$work/merged.csv" "$work/merged-targets.csv"
}

# A worker is killed while it works on its shard.
dotnet "$clv_dll" score "$orders" "${score[@]}" --shard 1/2 --memory 256m --out "$work/part-1.csv" >/dev/null 2>&1 &
worker=$!
for _ in $(seq 600); do compgen -G "$work/clv-spill-*/scores-*" >/dev/null && break; sleep 0.02; kill -0 $worker 2>/dev/null || break; done
kill -9 $worker 2>/dev/null; wait $worker 2>/dev/null
left=$(find "$work" -maxdepth 1 -name 'clv-spill-*' -type d | wc -l)
if [ "$left" -eq 0 ]; then skip "kill -9 mid-shard: the shard fits into memory, take more customers"; else
    check "kill -9 mid-shard: no part is left" test ! -e "$work/part-1.csv"
    clv score "$orders" "${score[@]}" --shard 1/2 --memory 256m --out "$work/part-1.csv" >/dev/null 2>&1
    clv score "$orders" "${score[@]}" --shard 2/2 --out "$work/part-2.parquet" >/dev/null 2>&1
    check "kill -9 mid-shard: a rerun and merge give the bytes of one run" merged_is_same "$work/part-1.csv" "$work/part-2.parquet"
    check "kill -9 mid-shard: the rerun deletes what the dead worker left" test -z "$(find "$work" -maxdepth 1 -name 'clv-spill-*')"
fi

# A worker is told to stop while it works.
dotnet "$clv_dll" score "$orders" "${score[@]}" --memory 256m --out "$work/stopped.csv" >/dev/null 2>"$work/stopped.log" &
worker=$!
for _ in $(seq 600); do compgen -G "$work/clv-spill-*/lines-*" >/dev/null && break; sleep 0.02; kill -0 $worker 2>/dev/null || break; done
kill -TERM $worker 2>/dev/null; wait $worker 2>/dev/null
code=$?
check "SIGTERM: an error and its reason" test $code -ne 0 -a -n "$(grep cancelled "$work/stopped.log")"
check "SIGTERM: nothing is left" test ! -e "$work/stopped.csv" -a -z "$(find "$work" -maxdepth 1 -name 'clv-spill-*')"

# The disk for what does not fit into memory is too small.
mkdir -p "$work/small"
if mount -t tmpfs -o size=72m none "$work/small" 2>/dev/null; then
    clv score "$orders" "${score[@]}" "${costs[@]}" --memory 256m --temp "$work/small" --out "$work/full.csv" >/dev/null 2>"$work/full.log"
    code=$?
    check "full disk, seen before: exit code 1" test $code -eq 1
    check "full disk, seen before: says how much is needed where" grep -q "needs up to .* MB in $work/small" "$work/full.log"
    check "full disk: nothing is left" test ! -e "$work/full.csv" -a -z "$(ls -A "$work/small")"
    umount "$work/small"
    # The same disk is filled by others while lines are written to it.
    mount -t tmpfs -o size=400m none "$work/small"
    dotnet "$clv_dll" score "$orders" "${score[@]}" --memory 256m --temp "$work/small" --out "$work/full.csv" >/dev/null 2>"$work/full.log" &
    worker=$!
    for _ in $(seq 600); do compgen -G "$work/small/clv-spill-*/lines-*" >/dev/null && break; sleep 0.02; kill -0 $worker 2>/dev/null || break; done
    dd if=/dev/zero of="$work/small/fill" bs=1M 2>/dev/null
    wait $worker
    code=$?
    check "full disk, amid the writing: exit code 1 with the reason" test $code -eq 1 -a -n "$(grep -iE 'no space|needs up to' "$work/full.log")"
    check "full disk, amid the writing: nothing is left" test ! -e "$work/full.csv" -a "$(ls -A "$work/small")" = fill
    umount "$work/small"
    # The output's own disk fills up in the midst of the file.
    mount -t tmpfs -o size=4m none "$work/small"
    clv score "$orders" "${score[@]}" "${costs[@]}" --out "$work/small/full.csv" >/dev/null 2>"$work/full.log"
    code=$?
    check "full disk, output: exit code 1 with the reason" test $code -eq 1 -a -n "$(grep -i 'no space' "$work/full.log")"
    check "full disk, output: nothing is left" test -z "$(ls -A "$work/small")"
    umount "$work/small"
    clv score "$orders" "${score[@]}" "${costs[@]}" --memory 256m --out "$work/full.csv" --targets "$work/full-targets.csv" >/dev/null 2>&1
    check "full disk: a rerun with room gives the bytes of one run" same "$work/full.csv" "$work/full-targets.csv"
else
    skip "full disk: a tmpfs cannot be mounted here"
fi

# Sorted by customer through a pipe.
{ head -1 "$orders"; tail -n +2 "$orders" | LC_ALL=C sort -t, -k1,1; } >"$work/sorted.csv"
clv score - "${score[@]}" --sorted --out - <"$work/sorted.csv" 2>/dev/null | cut -d, -f1-16 >"$work/stream.csv"
cut -d, -f1-16 "$work/one.csv" >"$work/one-own.csv"
check "stdin sorted by customer: rows on stdout are those of one run" cmp -s "$work/stream.csv" "$work/one-own.csv"
clv score - "${score[@]}" --sorted --out - <"$work/sorted.csv" 2>/dev/null | head -1 >/dev/null
check "stdout nobody reads any more: an error" test "${PIPESTATUS[0]}" -ne 0
clv score - "${score[@]}" --sorted --out - <"$orders" >/dev/null 2>"$work/unsorted.log"
code=$?
check "stdin not sorted: exit code 3 and both customers" test $code -eq 3 -a -n "$(grep 'comes after' "$work/unsorted.log")"

# As Spark pipes partitions, of which one is empty.
for i in 1 2 3; do : >"$work/partition-$i"; done
awk -F, -v folder="$work" 'NR > 1 { if ($1 != last) n++; last = $1; print >(folder "/partition-" (n <= 40000 ? 1 : 3)) }' "$work/sorted.csv"
piped() { PATH="$work/bin:$PATH" samples/scale/score.sh "$(head -1 "$orders")" $as_of "$model" <"$1"; }
for i in 1 2 3; do piped "$work/partition-$i" 2>/dev/null || echo failed; done | cut -d, -f1-16 >"$work/piped.csv"
check "samples/scale/score.sh on three partitions: the rows of one run" cmp -s "$work/piped.csv" <(tail -n +2 "$work/one-own.csv")
piped <(tail -n +2 "$orders") >/dev/null 2>&1
check "samples/scale/score.sh on lines that are not sorted: exit code 3" test $? -eq 3

# What the Kubernetes Job runs, without Kubernetes.
yaml_python="$(for p in python3 /usr/bin/python3; do "$p" -c 'import yaml' 2>/dev/null && echo $p && break; done)"
[ -n "$yaml_python" ] || { install python3-yaml && yaml_python=/usr/bin/python3; }
if [ -n "$yaml_python" ]; then
    mkdir "$work/job" && cp "$model"/clv-*.zip "$work/job/model.zip"
    "$yaml_python" tests/scale/job_command.py samples/scale/kubernetes-indexed-job.yaml >"$work/job/command"
    check "Kubernetes: the manifest is an Indexed Job with as many shards as completions" test $? -eq 0
    for i in 0 1 2; do
        env PATH="$work/bin:$PATH" ORDERS="$orders" DATA="$work/job" SCRATCH="$work" AS_OF=$as_of SHARDS=3 JOB_COMPLETION_INDEX=$i \
            sh -c "$(cat "$work/job/command")" >/dev/null 2>&1
    done
    check "Kubernetes: the command of three indices and merge give the bytes of one run" merged_is_same "$work"/job/part-[012].parquet
else
    skip "Kubernetes: PyYAML is not there and cannot be installed"
fi

# Inserts into a database that a proxy holds up, or cuts off, in the midst of the rows.
sed 's/,90d,/,new,/' "$work/one.csv" >"$work/new.csv"
proxy_to() { # port, more arguments: sets $port
    local to=$1; shift
    port=$(free_port)
    python3 tests/scale/cutting_proxy.py "$port" "$to" 1000000000 3000000 "$@" &
    proxy=$!
    pids+=($proxy)
    disown $proxy
    for _ in $(seq 50); do bash -c "exec 3<>/dev/tcp/127.0.0.1/$port" 2>/dev/null && break; sleep 0.1; done
}
# The functions address PORT TABLE, sums TABLE and is_inserting are those of a database; to is its port, and kill_server kills what serves it.
insert_faults() { # name of the database
    local name=$1 old new code worker
    clv insert "$work/one.csv" "$(address $to clv_scores)" >/dev/null 2>"$work/insert.log"
    old="$(sums clv_scores)"
    check "$name: every score is inserted once" test "${old%%|*}" = "$(($(wc -l <"$work/one.csv") - 1))"
    clv insert "$work/new.csv" "$(address $to clv_other)" >/dev/null 2>&1
    new="$(sums clv_other)"
    check "$name: other scores are told apart" test -n "$new" -a "$new" != "$old"

    proxy_to $to stall
    dotnet "$clv_dll" insert "$work/new.csv" "$(address $port clv_scores)" >/dev/null 2>&1 &
    worker=$!
    for _ in $(seq 100); do is_inserting && break; sleep 0.1; done
    sleep 0.5
    check "$name: amid the insert the old rows are seen" test "$(is_inserting && sums clv_scores)" = "$old"
    kill -9 $worker; wait $worker 2>/dev/null; kill -9 $proxy
    check "$name: kill -9 amid the insert leaves the old rows" test "$(sums clv_scores)" = "$old"
    clv insert "$work/new.csv" "$(address $to clv_scores)" >/dev/null 2>&1
    check "$name: a rerun has every new row once" test "$(sums clv_scores)" = "$new"

    proxy_to $to
    clv insert "$work/one.csv" "$(address $port clv_scores)" >/dev/null 2>"$work/insert.log"
    code=$?
    kill -9 $proxy
    check "$name: connection cut amid the insert: exit code 3 and a reason" test $code -eq 3 -a -n "$(grep 'clv: ' "$work/insert.log")"
    check "$name: connection cut amid the insert: the old rows stay" test "$(sums clv_scores)" = "$new"

    proxy_to $to stall
    dotnet "$clv_dll" insert "$work/one.csv" "$(address $port clv_scores)" >/dev/null 2>"$work/insert.log" &
    worker=$!
    for _ in $(seq 100); do is_inserting && break; sleep 0.1; done
    sleep 0.5
    kill_server
    wait $worker
    code=$?
    kill -9 $proxy
    check "$name: server killed amid the insert: exit code 3 and the old rows" test $code -eq 3 -a "$(sums clv_scores)" = "$new"
    clv insert "$work/one.csv" "$(address $to clv_scores)" >/dev/null 2>&1
    check "$name: server killed amid the insert: a rerun has every row once" test "$(sums clv_scores)" = "$old"
}

# Three ClickHouse servers, a Distributed table over them.
cluster="$work/clickhouse"
http=() tcp=() server=()
start_server() { # number
    ( cd "$cluster/s$1" && exec clickhouse-server --config-file=config.xml >stdout 2>stderr ) &
    server[$1]=$!
    disown "${server[$1]}"
    pids+=("${server[$1]}")
    for _ in $(seq 100); do curl -s "http://127.0.0.1:${http[$1]}/ping" 2>/dev/null | grep -q Ok && return 0; sleep 0.2; done
    return 1
}
ask() { curl -sS --data-binary @- "http://127.0.0.1:${http[$1]}/?input_format_allow_errors_num=0"; }
start_cluster() {
    local i shards=""
    for i in 1 2 3; do http[$i]=$(free_port) tcp[$i]=$(free_port); done
    for i in 1 2 3; do shards+="<shard><internal_replication>true</internal_replication><replica><host>127.0.0.1</host><port>${tcp[$i]}</port></replica></shard>"; done
    for i in 1 2 3; do
        mkdir -p "$cluster/s$i"/{data,tmp,files,schemas}
        cat >"$cluster/s$i/users.xml" <<XML
<yandex><profiles><default><max_memory_usage>2000000000</max_memory_usage></default></profiles>
<users><default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users>
<quotas><default></default></quotas></yandex>
XML
        cat >"$cluster/s$i/config.xml" <<XML
<yandex><logger><level>warning</level><log>$cluster/s$i/log</log><errorlog>$cluster/s$i/errors</errorlog></logger>
<http_port>${http[$i]}</http_port><tcp_port>${tcp[$i]}</tcp_port><interserver_http_port>$(free_port)</interserver_http_port>
<interserver_http_host>127.0.0.1</interserver_http_host><listen_host>127.0.0.1</listen_host><mark_cache_size>67108864</mark_cache_size>
<path>$cluster/s$i/data/</path><tmp_path>$cluster/s$i/tmp/</tmp_path><user_files_path>$cluster/s$i/files/</user_files_path>
<format_schema_path>$cluster/s$i/schemas/</format_schema_path><users_config>users.xml</users_config>
<default_profile>default</default_profile><default_database>default</default_database><timezone>UTC</timezone>
<remote_servers><clv>$shards</clv></remote_servers></yandex>
XML
        start_server $i || return 1
    done
    local columns="customer_id String, order_id String, order_date Date, product_id String, category String, channel String, quantity Float64, unit_price Float64, discount Float64, amount Decimal(18, 4)"
    for i in 1 2 3; do
        echo "CREATE TABLE lines ($columns) ENGINE = MergeTree() PARTITION BY tuple() ORDER BY (customer_id, order_date)" | ask $i || return 1
        echo "CREATE TABLE orders ($columns) ENGINE = Distributed(clv, default, lines, rand())" | ask $i || return 1
        # The lines of a customer are on all servers.
        { echo "INSERT INTO lines FORMAT CSVWithNames"; head -1 "$orders"; awk -v i=$i 'NR > 1 && NR % 3 == i - 1' "$orders"; } | ask $i || return 1
    done
}
if command -v clickhouse-server >/dev/null || install clickhouse-server curl; then
    header="$(head -1 "$orders")"
    if [ "$header" != "customer_id,order_id,order_date,product_id,category,channel,quantity,unit_price,discount,amount" ]; then
        fail "ClickHouse: the simulated columns are not those of the table: $header"
    elif start_cluster; then
        source="clickhouse://default@127.0.0.1:${http[1]}/default?table=orders"
        clv score "$source" "${score[@]}" "${costs[@]}" --sorted --out "$work/ch.csv" --targets "$work/ch-targets.csv" >/dev/null 2>"$work/ch.log"
        check "ClickHouse: sorted by the servers, scored as they come" same "$work/ch.csv" "$work/ch-targets.csv"
        for i in 1 2 3; do clv score "$source" "${score[@]}" --shard $i/3 --sorted --out "$work/ch-$i.parquet" >/dev/null 2>&1; done
        check "ClickHouse: three shards and merge give the bytes of one run" merged_is_same "$work"/ch-[123].parquet

        # The third server stops answering in the midst of the query, and dies.
        rm -f "$work"/ch-2.parquet
        kill -STOP "${server[3]}"
        dotnet "$clv_dll" score "$source" "${score[@]}" --shard 2/3 --out "$work/ch-2.parquet" >/dev/null 2>"$work/ch.log" &
        worker=$!
        sleep 2
        kill -9 "${server[3]}"
        wait $worker
        code=$?
        check "server killed mid-query: exit code 3 and no part" test $code -eq 3 -a ! -e "$work/ch-2.parquet"
        check "server killed mid-query: the message names the database" grep -q "clv: clickhouse://" "$work/ch.log"
        check "server killed mid-query: merge refuses without the part" bash -c "! dotnet '$clv_dll' merge '$work/ch-1.parquet' '$work/ch-3.parquet' --out '$work/x.csv' 2>/dev/null"
        start_server 3 || fail "the server does not start again"
        clv score "$source" "${score[@]}" --shard 2/3 --out "$work/ch-2.parquet" >/dev/null 2>&1
        check "server killed mid-query: a rerun gives the bytes of one run" merged_is_same "$work"/ch-[123].parquet

        # The connection is cut in the midst of the rows.
        port=$(free_port)
        python3 tests/scale/cutting_proxy.py "$port" "${http[1]}" 2000000 &
        pids+=($!)
        disown $!
        sleep 0.5
        clv score "clickhouse://default@127.0.0.1:$port/default?table=orders" "${score[@]}" --shard 1/3 --out "$work/cut.parquet" >/dev/null 2>"$work/cut.log"
        code=$?
        check "connection cut: exit code 3, a reason and no part" test $code -eq 3 -a -s "$work/cut.log" -a ! -e "$work/cut.parquet"
        clv score "$source" "${score[@]}" --shard 1/3 --out "$work/ch-1.parquet" >/dev/null 2>&1
        check "connection cut: a rerun gives the bytes of one run" merged_is_same "$work"/ch-[123].parquet

        address() { echo "clickhouse://default@127.0.0.1:$1/default?table=$2"; }
        sums() { echo "SELECT concat(toString(count()), '|', toString(uniqExact(customer_id)), '|', toString(sum(cityHash64(customer_id, horizon, toString(assumeNotNull(predicted_clv)))))) FROM $1" | ask 1; }
        is_inserting() { [ "$(echo "SELECT count() FROM system.processes WHERE query LIKE 'INSERT INTO \`clv_scores%'" | ask 1)" = 1 ]; }
        kill_server() { kill -9 "${server[1]}"; start_server 1; }
        to=${http[1]}
        insert_faults ClickHouse
        clv insert "$work/one.csv" "$(address $to orders)" >/dev/null 2>"$work/insert.log"
        check "ClickHouse: a Distributed table is refused for what it is" grep -q "engine is Distributed" "$work/insert.log"
    else
        fail "ClickHouse: the servers did not start"
    fi
else
    skip "ClickHouse is not there and cannot be installed"
fi

# PostgreSQL, which sorts by the bytes of the id.
if [ -z "${CLV_POSTGRES:-}" ] && servers="$(bash .ci/servers.sh start)"; then
    own_servers=yes
    eval "$servers"
fi
if [ -n "${CLV_POSTGRES:-}" ] && command -v psql >/dev/null; then
    postgres() { psql "$CLV_POSTGRES" -qtAX -v ON_ERROR_STOP=1 "$@"; }
    postgres -c "DROP TABLE IF EXISTS clv_orders, clv_scores, clv_other" \
        -c "CREATE TABLE clv_orders (customer_id text, order_id text, order_date date, product_id text, category text, channel text, quantity float8, unit_price float8, discount float8, amount numeric)" \
        -c "\\copy clv_orders FROM '$orders' CSV HEADER" 2>"$work/pg.log" || fail "PostgreSQL: $(cat "$work/pg.log")"
    source="$CLV_POSTGRES?table=clv_orders"
    clv score "$source" "${score[@]}" "${costs[@]}" --sorted --out "$work/pg.csv" --targets "$work/pg-targets.csv" >/dev/null 2>"$work/pg.log"
    check "PostgreSQL: sorted by the server, scored as they come" same "$work/pg.csv" "$work/pg-targets.csv"
    clv score "$source" "${score[@]}" --shard 1/2 --sorted --out "$work/pg-1.parquet" >/dev/null 2>&1
    clv score "$source" "${score[@]}" --shard 2/2 --memory 256m --out "$work/pg-2.parquet" >/dev/null 2>&1
    check "PostgreSQL: two shards and merge give the bytes of one run" merged_is_same "$work"/pg-[12].parquet
    to="$(sed -E 's#.*@[^:/]+:([0-9]+)/.*#\1#' <<<"$CLV_POSTGRES")"
    address() { sed -E "s#(@[^:/]+:)[0-9]+#\1$1#" <<<"$CLV_POSTGRES?table=$2"; }
    sums() { postgres -c "SELECT count(*), count(DISTINCT customer_id), md5(string_agg(customer_id || horizon || predicted_clv, ',' ORDER BY customer_id)) FROM $1"; }
    is_inserting() { [ "$(postgres -c "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY \"clv_scores%' AND state = 'active'")" = 1 ]; }
    kill_server() { postgres -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'clv'" >/dev/null; }
    insert_faults PostgreSQL
    postgres -c "DROP TABLE clv_orders, clv_scores, clv_other"
else
    skip "PostgreSQL is not there and cannot be installed"
fi

# An array job on a real slurmctld and slurmd.
start_slurm() {
    local b="$work/slurm" host
    host="$(hostname -s)"
    mkdir -p "$b"/{state,spool,log,munge} && chown -R munge:munge "$b/munge" && chmod 755 "$b" "$b/munge" || return 1
    dd if=/dev/urandom of="$b/munge/key" bs=128 count=1 2>/dev/null
    chown munge:munge "$b/munge/key" && chmod 400 "$b/munge/key"
    runuser -u munge -- /usr/sbin/munged --force --socket="$b/munge/socket" --key-file="$b/munge/key" \
        --pid-file="$b/munge/munged.pid" --log-file="$b/munge/log" --seed-file="$b/munge/seed" || return 1
    cat >"$b/slurm.conf" <<CONF
ClusterName=clv
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
AuthType=auth/munge
AuthInfo=socket=$b/munge/socket
CredType=cred/munge
StateSaveLocation=$b/state
SlurmdSpoolDir=$b/spool
SlurmctldPidFile=$b/slurmctld.pid
SlurmdPidFile=$b/slurmd.pid
SlurmctldLogFile=$b/log/slurmctld.log
SlurmdLogFile=$b/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
AccountingStorageType=accounting_storage/none
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 RealMemory=1000 State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
    export SLURM_CONF="$b/slurm.conf"
    /usr/sbin/slurmctld -f "$SLURM_CONF" && sleep 2 && /usr/sbin/slurmd -f "$SLURM_CONF" && sleep 2
    sinfo -h -o %T 2>/dev/null | grep -q idle
}
if { command -v slurmctld >/dev/null && command -v munged >/dev/null; } || install slurm-wlm munge; then
    if [ "$(id -u)" -eq 0 ] && start_slurm; then
        mkdir "$work/parts"
        export CLV="dotnet $clv_dll" CLV_SHARDS=3
        job="$(sbatch --parsable --array=1-3 --output="$work/slurm/%a.log" samples/scale/slurm-array.sh "$orders" "$model" $as_of "$work/parts")"
        for _ in $(seq 600); do [ -z "$(squeue -h -j "$job" 2>/dev/null)" ] && break; sleep 0.5; done
        check "Slurm: an array of three and merge give the bytes of one run" merged_is_same "$work"/parts/part-*.parquet
        # A task is killed and submitted again.
        rm -f "$work/parts/part-2.parquet"
        job="$(sbatch --parsable --array=2 --output="$work/slurm/%a.log" samples/scale/slurm-array.sh "$orders" "$model" $as_of "$work/parts")"
        for _ in $(seq 200); do squeue -h -t R -j "$job" 2>/dev/null | grep -q . && break; sleep 0.05; done
        sleep 0.3
        scancel --signal=KILL --full "$job" 2>/dev/null
        for _ in $(seq 200); do [ -z "$(squeue -h -j "$job" 2>/dev/null)" ] && break; sleep 0.2; done
        check "Slurm: a killed task leaves no part" test ! -e "$work/parts/part-2.parquet"
        sbatch --wait --array=2 --output="$work/slurm/%a.log" samples/scale/slurm-array.sh "$orders" "$model" $as_of "$work/parts" >/dev/null 2>&1
        check "Slurm: the task submitted again gives the bytes of one run" merged_is_same "$work"/parts/part-*.parquet
    else
        fail "Slurm did not start"
    fi
else
    skip "Slurm is not there and cannot be installed"
fi

echo "scale: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
