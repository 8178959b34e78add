#!/bin/sh
# 10,000 connections open at once to the echo server, each echoing messages of its own; then Ctrl-C.
# Usage: connections.sh [connections [rounds]]
. "$(dirname "$0")/common.sh"
count=${1:-10000} rounds=${2:-5}
ulimit -n $((count + 1000)) 2> /dev/null || { echo "cannot raise the descriptor limit to $((count + 1000))" >&2; exit 1; }
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT
# A shell starts background jobs with SIGINT ignored; a terminal does not.
env --default-signal=INT "$emilua" "$benchmarks/../docs/examples/echo_server.lua" -- 18082 > /dev/null 2> "$errors" & server=$!
sleep 2
"$java" -XX:+UseSerialGC -cp "$peers" org.emilua.benchmarks.ManyConnections 18082 "$count" "$rounds"
kill -INT $server
status=0
wait $server || status=$?
echo "exit code after Ctrl-C: $status"
echo "standard error: $(wc -c < "$errors") bytes"
cat "$errors" >&2
[ "$status" = 130 ] && [ ! -s "$errors" ]
