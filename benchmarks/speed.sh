#!/bin/sh
# The speed of Lua code: the programs of lua/speed in processes of PUC Lua 5.1, LuaJIT, LuaJIT without its compiler, LuaJ with its
# compiler, and the engine; a table of the times and ratios, and whether the engine keeps its bars. Engines that are not installed
# are left out. Fails if a program fails in the engine or the engines' results differ. LuaJ's coroutines, which are threads, wait for
# each other for ever now and then: a peer that fails or does not end leaves that program out of its comparison.
# Usage: speed.sh [--only name,...] [--seconds number] [--engines lua5.1,luajit,luajit-joff,luajc,emilua] [--emilua path of bin/emilua]
#                 [--clock wall|cpu]
# Each measurement takes so many seconds (2), after three times as many of warming up for what runs on a JVM. Wants an idle
# machine: Lua 5.1 and LuaJIT tell their CPU time, the others know the wall clock only. On a machine that is busy, --clock cpu has
# the JVMs measure the CPU time of the program's thread and of the garbage collector's, and compile in the foreground, so that a
# program is warm whatever else runs; the engine's language runs alone then, without coroutines.
# One more engine, unstoppable, is emilua with its code compiled so that a VM in an endless loop cannot be stopped: its loops and
# calls do not ask whether to go on. --engines unstoppable,emilua tells what asking costs.
set -eu
only='' seconds=2 engines=lua5.1,luajit,luajit-joff,luajc,emilua timer=wall
while [ $# -gt 0 ]; do
    case $# in 1) echo "$1 needs a value" >&2; exit 2 ;; esac
    case $1 in
        --only) only=$2 ;;
        --seconds) seconds=$2 ;;
        --engines) engines=$2 ;;
        --emilua) EMILUA=$2 ;;
        --clock) timer=$2 ;;
        *) echo "unknown option $1" >&2; exit 2 ;;
    esac
    shift 2
done
. "$(dirname "$0")/common.sh"
programs="$benchmarks/lua/speed"
case $timer in
    wall) switches=,coroutine_switch ;;
    cpu) switches='' ;;
    *) echo "no clock $timer" >&2; exit 2 ;;
esac
: "${only:=fib,binary_trees,n_body,spectral_norm,fannkuch,mandelbrot,string_building,table_sort,oop,closures,json,lua_parser$switches}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
luajc="$benchmarks/target/luajc"

# LuaJ and the library that its compiler writes classes with, from Maven's repository.
fetch_luajc() {
    for artifact in org.luaj:luaj-jse:3.0.1 org.apache.bcel:bcel:5.2; do
        name=${artifact#*:}
        [ -f "$luajc/${name%:*}-${name#*:}.jar" ] || (cd "$work" && mvn -B -q -Dstyle.color=never \
            org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$artifact" -DoutputDirectory="$luajc") || return
    done
}

present() { # engine -> whether it can be started
    case $1 in
        lua5.1) command -v lua5.1 > /dev/null ;;
        luajit | luajit-joff) command -v luajit > /dev/null ;;
        luajc) fetch_luajc >&2 ;;
        emilua | unstoppable) true ;;
        *) echo "unknown engine $1" >&2; exit 2 ;;
    esac
}

start() { # engine file
    file=$2
    case $1 in
        lua5.1) set -- limited lua5.1 ;;
        luajit) set -- limited luajit ;;
        luajit-joff) set -- limited luajit -joff ;;
    esac
    case $1-$timer in
        luajc-wall) set -- limited "$java" -cp "$luajc/*" lua -b ;;
        luajc-cpu) set -- limited "$java" -Xbatch -cp "$luajc/*" "$programs/cpu/Luajc.java" ;;
        emilua-wall) set -- limited "$emilua" ;;
        emilua-cpu) set -- language true ;;
        unstoppable-wall) set -- limited env EMILUA_JAVA_OPTS="${EMILUA_JAVA_OPTS:-} -Demilua.lua.interruptible=false" "$emilua" ;;
        unstoppable-cpu) set -- language false ;;
    esac
    "$@" "$file"
}

limited() { # command...
    timeout -k 5 "$(awk -v s="$seconds" -v t="$timer" 'BEGIN { print (20 + 12 * s) * (t == "cpu" ? 20 : 1) }')" "$@"
}

language() { # interruptible file
    image=$(dirname "$emilua")/..
    classes=$(echo "$image"/bundles/lua-[0-9]*.jar "$image"/bundles/luaj-[0-9]*.jar | tr ' ' :)
    limited "$java" $(grep '^-XX' "$image/lib/jvm.options") -Xbatch -Demilua.lua.mode=compiled -Demilua.lua.interruptible="$1" \
        -cp "$classes" "$programs/cpu/Language.java" "$2"
}

warmup() { # engine -> seconds
    case $1 in
        luajc | emilua | unstoppable) awk -v s="$seconds" 'BEGIN { print 3 * s }' ;;
        *) awk -v s="$seconds" 'BEGIN { print s / 5 }' ;;
    esac
}

program() { # name engine -> file with the program and the harness
    {
        echo "local name, warmup, seconds = '$1', $(warmup "$2"), $seconds"
        echo 'local run, n = (function()'
        cat "$programs/$1.lua"
        echo 'end)()'
        cat "$programs/harness.lua"
    } > "$work/$1.lua"
    echo "$work/$1.lua"
}

chosen=''
for engine in $(echo "$engines" | tr , ' '); do
    if present "$engine"; then chosen="$chosen $engine"; else echo "$engine is not installed: left out" >&2; fi
done
for name in $(echo "$only" | tr , ' '); do
    [ -f "$programs/$name.lua" ] && [ "$name" != harness ] || { echo "no benchmark $name" >&2; exit 2; }
done
awk -v cpus="$(getconf _NPROCESSORS_ONLN)" '$1 > cpus / 2 {
    print "the machine is busy (load average " $1 "): the JVMs will look slower than they are" }' /proc/loadavg >&2
: > "$work/results"
for name in $(echo "$only" | tr , ' '); do
    for engine in $chosen; do
        file=$(program "$name" "$engine")
        [ ! -t 2 ] || printf '\r\033[K%s %s' "$name" "$engine" >&2
        status=0
        start "$engine" "$file" < /dev/null > "$work/output" 2> "$work/errors" || status=$?
        [ $status -ne 124 ] || echo 'does not end' >> "$work/errors"
        if ! awk -v e="$engine" -v n="$name" '$1 == n && NF == 3 { print n, e, $2, $3; found = 1 } END { exit !found }' \
            "$work/output" >> "$work/results"; then
            echo "$name fails in $engine:" >&2
            head -5 "$work/errors" "$work/output" >&2
            echo "$name $engine failed failed" >> "$work/results"
        fi
    done
done
[ ! -t 2 ] || printf '\r\033[K' >&2

python3 - "$work/results" $chosen << 'PY'
import math, sys
engines = sys.argv[2:]
times, checksums, failures = {}, {}, []
for line in open(sys.argv[1]):
    name, engine, seconds, checksum = line.split()
    row = times.setdefault(name, {})
    if checksum == 'failed':
        if engine == 'emilua':
            failures.append(f'{name} fails in {engine}')
        continue
    row[engine] = float(seconds)
    if checksums.setdefault(name, (checksum, engine))[0] != checksum:
        failures.append(f'{name}: {engine} gives {checksum}, {checksums[name][1]} gives {checksums[name][0]}')

def ratio(row, peer):
    return row[peer] / row['emilua'] if peer in row and 'emilua' in row else None

def mean(values):
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None

def text(value, width, digits):
    return f"{'-' if value is None else format(value, f'.{digits}f'):>{width}}"

peers = [e for e in engines if e != 'emilua' and 'emilua' in engines]
print('milliseconds per run, and how many times as fast as each peer the engine is')
print(f"{'':17}" + ''.join(f'{e:>12}' for e in engines) + '   ' + ''.join(f"{'x ' + e:>14}" for e in peers))
ratios = {peer: {} for peer in peers}
for name, row in times.items():
    for peer in peers:
        if ratio(row, peer) is not None:
            ratios[peer][name] = ratio(row, peer)
    print(f'{name:17}' + ''.join(text(row[e] * 1000 if e in row else None, 12, 3) for e in engines) + '   '
          + ''.join(text(ratio(row, p), 14, 2) for p in peers))
means = {peer: mean(ratios[peer].values()) for peer in peers}
if peers:
    print(f"{'geometric mean':17}" + ' ' * 12 * len(engines) + '   ' + ''.join(text(means[p], 14, 2) for p in peers))
    print()

def bar(title, peer, least, value, slower):
    if value is None:
        print(f'not measured  {title}')
        return
    kept = value >= least and not slower
    print(f"{'kept' if kept else 'missed':12}  {title}: {value:.2f}" + (f" ({', '.join(slower)})" if slower else ''))

def slower(peer):
    return [f'{name} {value:.2f}' for name, value in ratios.get(peer, {}).items() if value < 1]

def left_out():
    for peer in peers:
        names = [name for name in times if name not in ratios[peer]]
        if names:
            print(f"not compared with {peer}: {', '.join(names)}")

def worst(peer):
    return min(ratios.get(peer, {}).values(), default=None)

if 'emilua' in engines:
    bar('mean of at least 4 times lua5.1', 'lua5.1', 4, means.get('lua5.1'), [])
    bar('no program slower than in lua5.1, worst', 'lua5.1', 1, worst('lua5.1'), slower('lua5.1'))
    bar('no program slower than in luajc, worst', 'luajc', 1, worst('luajc'), slower('luajc'))
    bar('mean within 3 times of luajit, at least 0.33', 'luajit', 1 / 3, means.get('luajit'), [])
    if 'unstoppable' in engines:
        bar('asking whether to stop costs at most 3 % in the mean, at least 0.97', 'unstoppable', 0.97, means.get('unstoppable'), [])
    left_out()
for failure in failures:
    print(failure, file=sys.stderr)
sys.exit(1 if failures else 0)
PY
