#!/bin/sh
# Hello world: wall time and peak memory beside a Java class, node and LuaJIT, where those are installed.
. "$(dirname "$0")/common.sh"
runs=${1:-15}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo 'print("Hello World")' > "$work/hello.lua"
echo 'console.log("Hello World")' > "$work/hello.js"

measure() { # name command...
    name=$1
    shift
    python3 - "$name" "$runs" "$@" << 'PY'
import os, statistics, sys, time
name, runs, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
times, memory = [], 0
for _ in range(runs + 2):
    begin = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    times.append(time.monotonic() - begin)
    memory = max(memory, usage.ru_maxrss)
    if status:
        sys.exit(f"{name} failed with status {status}")
times = times[2:]
print(f"{name:22} median {statistics.median(times) * 1000:6.0f} ms   best {min(times) * 1000:6.0f} ms   peak {memory / 1024:6.0f} MiB")
PY
}

measure "emilua print" "$emilua" "$work/hello.lua"
measure "emilua streams" "$emilua" "$benchmarks/../docs/examples/hello_streams.lua"
measure "java Hello" "$java" -cp "$benchmarks/target/classes" org.emilua.benchmarks.Hello
command -v node > /dev/null && measure "node" node "$work/hello.js"
command -v luajit > /dev/null && measure "luajit" luajit "$work/hello.lua"
true
