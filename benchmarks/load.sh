#!/bin/sh
# Loading a Lua file of 10,000 lines, cold, beside PUC Lua 5.1 and LuaJIT where those are installed: the time of loadstring alone in
# a new process, and the whole process that runs the file. The bar is 0.7 seconds for either, in the median.
# Usage: load.sh [runs [path of bin/emilua]]
if [ $# -ge 2 ]; then EMILUA=$2; fi
. "$(dirname "$0")/common.sh"
runs=${1:-9}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$benchmarks/lua/load/generate.py" 10000 > "$work/whole.lua"
{
    echo 'local source = [==['
    cat "$work/whole.lua"
    echo ']==]'
    cat "$benchmarks/lua/load/measure.lua"
} > "$work/load.lua"

measure() { # name command...
    name=$1
    shift
    python3 - "$name" "$runs" "$work" "$@" << 'PY'
import statistics, subprocess, sys, time
name, runs, work, command = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4:]

def output(program):
    return subprocess.run(command + [f'{work}/{program}.lua'], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True).stdout

def total():
    begin = time.monotonic()
    output('whole')
    return time.monotonic() - begin

output('whole')
loads, totals = [], []
for _ in range(runs):
    loads.append(float(output('load')))
    totals.append(total())
verdicts = []
for what, times in ('load', loads), ('process', totals):
    median = statistics.median(times)
    verdicts.append(f'{what} median {median:6.3f} s, best {min(times):6.3f} s' +
                    ('' if name != 'emilua' else ', bar 0.7 kept' if median <= 0.7 else ', bar 0.7 missed'))
print(f"{name:8} {'   '.join(verdicts)}")
PY
}

measure emilua "$emilua"
command -v lua5.1 > /dev/null && measure lua5.1 lua5.1
command -v luajit > /dev/null && measure luajit luajit
true
