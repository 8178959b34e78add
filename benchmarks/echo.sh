#!/bin/sh
# The echo server beside a bare Netty epoll echo server: same load, same run, round trips per CPU second of the server.
# Usage: echo.sh [connections [message bytes [seconds [rounds]]]]
. "$(dirname "$0")/common.sh"
connections=${1:-64} bytes=${2:-64} seconds=${3:-8} rounds=${4:-3}

load() { # port seconds -> round trips
    "$java" -XX:+UseSerialGC -cp "$peers" org.emilua.benchmarks.EchoLoad "$1" "$connections" "$bytes" "$2" | awk '{ print $1 }'
}

measure() { # pid port -> round trips per CPU second of the process
    load "$2" 5 > /dev/null
    before=$(cpu_seconds "$1")
    trips=$(load "$2" "$seconds")
    after=$(cpu_seconds "$1")
    awk -v t="$trips" -v b="$before" -v a="$after" 'BEGIN { printf "%d", t / (a - b) }'
}

"$emilua" "$benchmarks/../docs/examples/echo_server.lua" -- 18080 > /dev/null & ours=$!
"$java" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -cp "$peers" org.emilua.benchmarks.NettyEcho 18081 > /dev/null & netty=$!
trap 'kill $ours $netty 2> /dev/null || true' EXIT
sleep 3
for round in $(seq "$rounds"); do
    a=$(measure $ours 18080)
    b=$(measure $netty 18081)
    awk -v r="$round" -v a="$a" -v b="$b" \
        'BEGIN { printf "round %d: emilua %d, bare Netty %d round trips per CPU second, ratio %.2f\n", r, a, b, a / b }'
done
