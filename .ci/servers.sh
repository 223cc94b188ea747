#!/usr/bin/env bash
# PostgreSQL and ClickHouse from Debian's packages for the tests of ClvPredict.Data.Sql, on loopback only.
#   eval "$(.ci/servers.sh start)"   installs what is missing, starts both in a temporary folder, and prints
#                                    export CLV_SERVERS=… CLV_POSTGRES=… CLV_CLICKHOUSE=…
#   .ci/servers.sh stop              stops them and deletes the folder named by CLV_SERVERS
# Both servers ask for a password, which is made up anew at each start. Needs root (or a user who may run apt-get).
set -euo pipefail

postgres_bin() { find /usr/lib/postgresql -path '*/bin/initdb' -printf '%h\n' 2>/dev/null | sort -V | tail -1; }

as_user() { # PostgreSQL refuses to run as root
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

install_missing() {
    local missing=()
    [ -n "$(postgres_bin)" ] || missing+=(postgresql)
    command -v clickhouse-server >/dev/null || missing+=(clickhouse-server)
    command -v python3 >/dev/null || missing+=(python3)
    command -v curl >/dev/null || missing+=(curl)
    [ "${#missing[@]}" -gt 0 ] || return 0
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >&2
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

start_postgres() { # folder password; prints the port
    local folder=$1 password=$2 port bin
    port="$(free_port)" bin="$(postgres_bin)"
    mkdir -p "$folder"
    printf '%s' "$password" >"$folder/password"
    [ "$(id -u)" -ne 0 ] || chown -R postgres "$folder"
    as_user "$bin/initdb" -D "$folder/data" -U clv -A scram-sha-256 --pwfile="$folder/password" \
        -E UTF8 --locale=C >"$folder/initdb.log" 2>&1
    as_user "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/server.log" \
        -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c fsync=off" \
        start >"$folder/start.log" 2>&1
    echo "$port"
}

start_clickhouse() { # folder password; prints the port
    local folder=$1 password=$2 http tcp interserver
    http="$(free_port)" tcp="$(free_port)" interserver="$(free_port)"
    mkdir -p "$folder"/{data,tmp,user_files,format_schemas}
    cat >"$folder/users.xml" <<XML
<yandex>
  <profiles><default><max_memory_usage>4000000000</max_memory_usage></default></profiles>
  <users><clv><password>$password</password><networks><ip>127.0.0.1</ip></networks>
    <profile>default</profile><quota>default</quota></clv></users>
  <quotas><default></default></quotas>
</yandex>
XML
    cat >"$folder/config.xml" <<XML
<yandex>
  <logger><level>warning</level><log>$folder/server.log</log><errorlog>$folder/error.log</errorlog></logger>
  <http_port>$http</http_port><tcp_port>$tcp</tcp_port>
  <interserver_http_port>$interserver</interserver_http_port>
  <interserver_http_host>127.0.0.1</interserver_http_host><listen_host>127.0.0.1</listen_host>
  <path>$folder/data/</path><tmp_path>$folder/tmp/</tmp_path><user_files_path>$folder/user_files/</user_files_path>
  <format_schema_path>$folder/format_schemas/</format_schema_path><users_config>$folder/users.xml</users_config>
  <default_profile>default</default_profile><default_database>default</default_database>
  <timezone>UTC</timezone><mark_cache_size>67108864</mark_cache_size><mlock_executable>false</mlock_executable>
  <dictionaries_config>none_*.xml</dictionaries_config>
</yandex>
XML
    (
        cd "$folder"
        nohup clickhouse-server --config-file="$folder/config.xml" >start.log 2>&1 </dev/null &
        echo $! >pid
    )
    for _ in $(seq 1 120); do
        if curl -fsS "http://127.0.0.1:$http/ping" >/dev/null 2>&1; then
            echo "$http"
            return 0
        fi
        kill -0 "$(cat "$folder/pid")" 2>/dev/null || break
        sleep 0.5
    done
    echo "ClickHouse did not start:" >&2
    tail -5 "$folder/start.log" "$folder/error.log" >&2 || true
    return 1
}

start() {
    install_missing
    local folder password postgres clickhouse
    folder="$(mktemp -d)" password="$(head -c 12 /dev/urandom | base64 | tr -d '/+=')"
    chmod 755 "$folder"
    postgres="$(start_postgres "$folder/postgres" "$password")"
    clickhouse="$(start_clickhouse "$folder/clickhouse" "$password")" || { stop "$folder"; exit 1; }
    echo "export CLV_SERVERS=$folder"
    echo "export CLV_POSTGRES=postgres://clv:$password@127.0.0.1:$postgres/postgres"
    echo "export CLV_CLICKHOUSE=clickhouse://clv:$password@127.0.0.1:$clickhouse/default"
}

stop() { # folder
    local folder=$1 pid
    [ -d "$folder/postgres" ] || { echo "$folder holds no servers of this script" >&2; exit 2; }
    as_user "$(postgres_bin)/pg_ctl" -D "$folder/postgres/data" -m immediate stop >/dev/null 2>&1 || true
    if [ -f "$folder/clickhouse/pid" ]; then
        pid="$(cat "$folder/clickhouse/pid")"
        kill "$pid" 2>/dev/null || true
        for _ in $(seq 1 40); do kill -0 "$pid" 2>/dev/null || break; sleep 0.25; done
        kill -9 "$pid" 2>/dev/null || true
    fi
    rm -rf "$folder"
}

case "${1:-}" in
    start) start ;;
    stop) stop "${2:-${CLV_SERVERS:?names the folder of the running servers}}" ;;
    *) echo "usage: $0 start | stop [FOLDER]" >&2; exit 2 ;;
esac
