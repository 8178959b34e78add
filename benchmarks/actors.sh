#!/bin/sh
# Actors: messages between two VMs beside node's worker threads and, as the ceiling, two threads of Java with a
# LinkedTransferQueue each way; fan-in, spawning, computing on two threads, trees of actors. Wants an idle machine.
. "$(dirname "$0")/common.sh"
lua="$benchmarks/lua/actors"

# Prints the best of three runs of a command that prints a number.
best() {
    for _ in 1 2 3; do
        "$@"
    done | sort -g | tail -1
}

ratio() { # a b
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'
}

within=$(best "$emilua" "$lua/ping_pong.lua" -- true 300000)
echo "within a context: $((2 * within)) messages/s"

across=$(best "$emilua" "$lua/ping_pong.lua" -- false 100000)
ceiling=$(best "$java" -cp "$peers" org.emilua.benchmarks.TransferQueues 100000)
echo "across contexts: $across round trips/s, $(ratio "$across" "$ceiling") of LinkedTransferQueue ($ceiling)"
if command -v node > /dev/null; then
    workers=$(best node "$benchmarks/lua/actors/ping_pong.js" 100000)
    echo "  node worker_threads: $workers round trips/s; ratio $(ratio "$across" "$workers")"
fi

"$emilua" "$lua/fan_in.lua" -- 1000 1000000 |
    awk '{ printf "fan-in of 1,000 senders: %d messages/s, busiest to least busy sender %s\n", $1, $2 }'
"$emilua" "$lua/idle.lua" -- 10000 | awk '{ printf "idle actor: %s %s\n", $2, $1 }'

one=$("$emilua" "$lua/compute.lua" -- 1)
two=$("$emilua" "$lua/compute.lua" -- 2)
echo "1,000 actors, 1,000 messages each: $one s on one thread, $two s on two; ratio $(ratio "$one" "$two")"

echo "trees of depth 12: actors/s, MB of heap in use when all have ended"
"$emilua" "$lua/tree.lua" -- 12 5
