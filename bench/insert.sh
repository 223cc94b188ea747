#!/usr/bin/env bash
# Scores into PostgreSQL and ClickHouse: clv insert against psql \copy and clickhouse-client of the same rows.
#   eval "$(.ci/servers.sh start)"; bench/insert.sh FOLDER [ROWS] [ROUNDS]     prints a Markdown table of medians
# The rows are those of the sample's scores under other ids (33 columns). Every run replaces all rows of the table. For clickhouse-client
# the CSV has \N and 1/0 where clv's has nothing and true/false, which 18.16 does not read; making it is not counted.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1 rows=${2:-1000000} rounds=${3:-3}
dll=artifacts/bin/ClvPredict.Cli/release/clv.dll
[ -f "$dll" ] || dotnet build src/ClvPredict.Cli -c Release -v q >/dev/null
mkdir -p "$folder"
dotnet "$dll" train data/sample-orders.csv --horizon 90d --origins 0 --out "$folder/models" >/dev/null 2>&1
dotnet "$dll" score data/sample-orders.csv --model "$folder/models" --out "$folder/scores.csv" >/dev/null 2>&1
awk -v rows="$rows" 'NR == 1 { print; next } { line[NR - 2] = $0; n = NR - 1 }
    END { for (i = 0; i < rows; i++) print int(i / n) "-" line[i % n] }' "$folder/scores.csv" >"$folder/rows.csv"
tail -n +2 "$folder/rows.csv" | sed -E ':a; s/,,/,\\N,/; ta; s/,$/,\\N/; s/,true,/,1,/g; s/,false,/,0,/g' >"$folder/rows-null.csv"

tcp="$(grep -oP '<tcp_port>\K[0-9]+' "$CLV_SERVERS/clickhouse/config.xml")"
password="$(sed -E 's#.*://[^:]+:([^@]+)@.*#\1#' <<<"$CLV_CLICKHOUSE")"
clickhouse() { clickhouse-client --host 127.0.0.1 --port "$tcp" --user clv --password "$password" "$@"; }
seconds() { local TIMEFORMAT=%R; { time "$@" >/dev/null 2>"$folder/log"; } 2>&1 || { cat "$folder/log" >&2; exit 1; }; }
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

clv_postgres() { dotnet "$dll" insert "$1" "$CLV_POSTGRES?table=bench_scores"; }
clv_clickhouse() { dotnet "$dll" insert "$1" "$CLV_CLICKHOUSE?table=bench_scores"; }
peer_postgres() {
    psql "$CLV_POSTGRES" -qX -v ON_ERROR_STOP=1 -1 -c "DELETE FROM bench_peer" -c "\\copy bench_peer FROM '$folder/rows.csv' CSV HEADER"
}
peer_clickhouse() {
    clickhouse --query "ALTER TABLE bench_peer DROP PARTITION tuple()" &&
        clickhouse --query "INSERT INTO bench_peer FORMAT CSV" <"$folder/rows-null.csv"
}

clv_postgres "$folder/rows.csv" >/dev/null
clv_clickhouse "$folder/rows.csv" >/dev/null
psql "$CLV_POSTGRES" -qX -c "DROP TABLE IF EXISTS bench_peer" -c "CREATE TABLE bench_peer AS SELECT * FROM bench_scores"
clickhouse --query "DROP TABLE IF EXISTS bench_peer"
clickhouse --query "CREATE TABLE bench_peer AS bench_scores"
for _ in $(seq "$rounds"); do
    for server in postgres clickhouse; do
        seconds clv_$server "$folder/rows.csv" >>"$folder/clv-$server"
        seconds peer_$server >>"$folder/peer-$server"
    done
done
echo "| server | rows | clv insert | its own client | clv rows/s | ratio | load |"
echo "|---|---|---|---|---|---|---|"
for server in postgres clickhouse; do
    clv="$(median <"$folder/clv-$server")" peer="$(median <"$folder/peer-$server")"
    awk -v server=$server -v rows="$rows" -v clv="$clv" -v peer="$peer" -v load="$(cut -d' ' -f1 /proc/loadavg)" \
        'BEGIN { printf "| %s | %d | %.1f s | %.1f s | %d | %.2f | %s |\n", server, rows, clv, peer, rows / clv, peer / clv, load }'
    rm -f "$folder/clv-$server" "$folder/peer-$server"
done
psql "$CLV_POSTGRES" -qX -c "DROP TABLE bench_scores, bench_peer"
clickhouse --query "DROP TABLE bench_scores"
clickhouse --query "DROP TABLE bench_peer"
