#!/bin/sh
# Fiber spawn+join, yield, mutex and timer rates beside the JDK's virtual threads, and bytes per suspended fiber.
. "$(dirname "$0")/common.sh"

"$emilua" "$benchmarks/lua/fibers.lua" > /tmp/emilua-bench-fibers.$$
"$java" -XX:+UseSerialGC -Djdk.virtualThreadScheduler.parallelism=1 -cp "$peers" org.emilua.benchmarks.VirtualThreads \
    > /tmp/emilua-bench-threads.$$
echo "operation    fibers/s     virtual threads/s  ratio   ns per operation"
paste /tmp/emilua-bench-fibers.$$ /tmp/emilua-bench-threads.$$ |
    awk '{ printf "%-12s %-12d %-18d %-7.2f %.0f\n", $1, $2, $4, $2 / $4, 1e9 / $2 }'
rm -f /tmp/emilua-bench-fibers.$$ /tmp/emilua-bench-threads.$$

none=$("$emilua" "$benchmarks/lua/million.lua" -- 1)
million=$(EMILUA_JAVA_OPTS="${EMILUA_JAVA_OPTS:-} -Xmx4g" "$emilua" "$benchmarks/lua/million.lua" -- 1000000)
echo "heap bytes per suspended fiber, 1,000,000 live: $(( (million - none) / 1000000 ))"
