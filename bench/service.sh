#!/bin/sh
# Asks the published Release build of the service for one-customer scores, in turns with an ASP.NET endpoint that returns a
# constant; streams customers through it; replaces the model each second under load; and turns pages of a large shop.
# usage: bench/service.sh [seconds=8] [alternations=5] [connections=32] [streamed=100000] [customers=1000000]
# needs Linux, the .NET SDK, wrk, curl and python3 (Debian: apt-get install wrk curl python3)
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-8} alternations=${2:-5} connections=${3:-32} streamed=${4:-100000} customers=${5:-1000000}
out=$(mktemp -d)
service_pid='' bare_pid=''
trap 'kill $service_pid $bare_pid 2>/dev/null || true; rm -rf "$out"' EXIT
dotnet publish src/ClvPredict.Cli -c Release -v q --nologo -o "$out/clv"
dotnet publish bench/service/Bare -c Release -v q --nologo -o "$out/bare"
clv() { dotnet "$out/clv/clv.dll" "$@"; }
clv train data/sample-orders.csv --horizon 90d --out "$out/models" 2>/dev/null >/dev/null
clv train data/sample-orders.csv --horizon 60d --out "$out/other" 2>/dev/null >/dev/null
cp "$out"/models/clv-*.zip "$out/a.zip"
cp "$out"/other/clv-*.zip "$out/b.zip"
cp "$out/a.zip" "$out/now.zip"

url=http://127.0.0.1:18081 bare=http://127.0.0.1:18082
dotnet "$out/clv/clv.dll" serve --model "$out/now.zip" --rate 0 --urls "$url" 2>"$out/service.log" &
service_pid=$!
dotnet "$out/bare/ClvPredict.Service.Bare.dll" "$bare" >/dev/null &
bare_pid=$!
for address in "$url/healthz" "$bare/constant"; do
    n=0
    until curl -s -o /dev/null "$address"; do n=$((n + 1)); [ $n -lt 60 ] || exit 1; sleep 0.5; done
done

customer='{"customer_id":"c1","orders":[{"order_id":"1","order_date":"2024-03-02T10:00:00","amount":42.5,"product_id":"P1"},{"order_id":"2","order_date":"2024-07-12","amount":18.9,"product_id":"P2"},{"order_id":"3","order_date":"2024-11-30","amount":61.2,"product_id":"P1"}]}'
cat >"$out/post.lua" <<LUA
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = [[{"customers":[$customer]}]]
LUA
load() { wrk -t1 -c"$connections" -d"${2}s" --latency -s "$out/post.lua" "$1"; }
row() { awk -v name="$1" '/50%/ {m=$2} /99%/ {p=$2} /Requests\/sec/ {r=$2} /Non-2xx/ {bad=$NF} /Socket errors/ {e=$0} END {printf "%s: %.0f requests/s, median %s, p99 %s, not 2xx %d %s\n", name, r, m, p, bad, e; print r > "/dev/stderr"}'; }

grep -m1 'model name' /proc/cpuinfo || true
nproc
# The compiler goes on improving both for a while.
load "$url/v1/score" 15 >/dev/null
load "$bare/constant" 15 >/dev/null
for _ in $(seq "$alternations"); do
    load "$bare/constant" "$seconds" | row "constant" 2>>"$out/bare.txt"
    load "$url/v1/score" "$seconds" | row "score   " 2>>"$out/score.txt"
done
paste "$out/score.txt" "$out/bare.txt" | awk '{print $1 / $2}' | sort -n | awk '{a[NR] = $1} END {printf "throughput of score / constant, median of the pairs: %.2f\n", a[int((NR + 1) / 2)]}'

python3 - "$streamed" "$out/customers.ndjson" <<'PYTHON'
import json, random, sys
r = random.Random(1)
with open(sys.argv[2], "w") as f:
    for i in range(int(sys.argv[1])):
        f.write(json.dumps({"customer_id": f"c{i}", "orders": [
            {"order_id": str(o), "order_date": f"2024-{r.randint(1, 12):02}-{r.randint(1, 28):02}", "amount": r.randint(100, 9999) / 100,
             "product_id": f"P{r.randint(1, 50)}"} for o in range(r.randint(1, 8))]}) + "\n")
PYTHON
rss() { awk '/VmHWM/ {print int($2 / 1024)}' "/proc/$service_pid/status"; }
before=$(rss)
start=$(date +%s.%N)
curl -sS -T "$out/customers.ndjson" -X POST -H 'Content-Type: application/x-ndjson' "$url/v1/score/stream" >"$out/scores.ndjson"
end=$(date +%s.%N)
echo "stream: $(wc -l <"$out/customers.ndjson") customers, $(wc -c <"$out/customers.ndjson") bytes in, $(wc -l <"$out/scores.ndjson") answers, $(grep -c '"error"' "$out/scores.ndjson" || true) errors, $(echo "$end $start" | awk '{printf "%.1f", $1 - $2}') s; peak resident $before MB before, $(rss) MB after"

load "$url/v1/score" 12 >"$out/reload.txt" &
wrk_pid=$!
reloads=0
while kill -0 $wrk_pid 2>/dev/null; do
    [ $((reloads % 2)) -eq 0 ] && next=b || next=a
    cp "$out/$next.zip" "$out/next.zip"
    mv "$out/next.zip" "$out/now.zip"
    curl -sS -o /dev/null --fail -X POST "$url/v1/model/reload" && reloads=$((reloads + 1))
    sleep 1
done
row "under $reloads reloads, one a second" <"$out/reload.txt" 2>/dev/null

kill $service_pid $bare_pid
clv simulate --customers "$customers" --out "$out/large.csv" >/dev/null 2>&1
start=$(date +%s.%N)
dotnet "$out/clv/clv.dll" serve "$out/large.csv" --model "$out/a.zip" --rate 0 --urls "$url" 2>"$out/large.log" &
service_pid=$!
until curl -s -o /dev/null "$url/healthz"; do sleep 0.5; done
seconds_since() { echo "$(date +%s.%N) $start" | awk '{printf "%.0f", $1 - $2}'; }
echo "$customers customers: answers after $(seconds_since) s"
page() { curl -s -o /dev/null -w '%{time_total}\n' "$url$1"; }
for path in "/customers" "/customers?search=9999" "/customers?tier=top&sort=churn_probability" "/targets" "/targets?budget=10000"; do
    echo "$path: $(page "$path") s the first time, then $(for _ in 1 2 3 4 5; do page "$path"; done | sort -n | sed -n 3p) s"
done
start=$(date +%s.%N)
until ! curl -s "$url/" | grep -q data-reload; do sleep 1; done
echo "overview ready $(seconds_since) s after it was first asked for; peak resident $(rss) MB"
