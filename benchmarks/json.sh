#!/bin/sh
# Module json: decoding and encoding of documents of a megabyte, in one process each of the engine, of node (JSON.parse and JSON.stringify)
# and of LuaJIT with lua-cjson, one after the other: megabytes per second of the best run, and whether the bars are kept: 0.3
# of node, and not slower than lua-cjson. Peers that are not installed are left out.
# Usage: json.sh [seconds [path of bin/emilua]]
# Each measurement takes so many seconds (3), after twice as many of warming up.
if [ $# -ge 2 ]; then EMILUA=$2; fi
. "$(dirname "$0")/common.sh"
seconds=${1:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
programs="$benchmarks/lua/json"
python3 "$programs/generate.py" "$work"
warmup=$(awk -v s="$seconds" 'BEGIN { print 2 * s }')
for document in records coordinates texts integers; do
    {
        echo "local name, warmup, seconds = '$document', $warmup, $seconds"
        printf 'local text = [===['
        cat "$work/$document.json"
        echo ']===]'
        cat "$programs/measure.lua"
    } > "$work/$document.lua"
    echo "emilua $("$emilua" "$work/$document.lua" < /dev/null)"
    if command -v node > /dev/null; then
        echo "node $(node "$programs/measure.js" "$document" "$work/$document.json" "$warmup" "$seconds")"
    fi
    if command -v luajit > /dev/null && luajit -e 'require "cjson"' 2> /dev/null; then
        echo "cjson $(luajit "$work/$document.lua" < /dev/null)"
    fi
done > "$work/results"
python3 - "$work" << 'PY'
import os, sys
work = sys.argv[1]
times = {}
for line in open(f'{work}/results'):
    engine, document, decoding, encoding = line.split()
    times.setdefault(document, {})[engine] = float(decoding), float(encoding)
bars = {'node': 0.3, 'cjson': 1}
for document, by_engine in times.items():
    size = os.path.getsize(f'{work}/{document}.json') / 1e6
    for i, what in enumerate(('decode', 'encode')):
        own = by_engine['emilua'][i]
        parts = [f'{document:12} {what}  {size / own:7.1f} MB/s']
        for peer, bar in bars.items():
            if peer in by_engine:
                ratio = by_engine[peer][i] / own
                parts.append(f"{ratio:6.2f} of {peer} ({size / by_engine[peer][i]:.1f} MB/s), bar {bar} {'kept' if ratio >= bar else 'missed'}")
        print('   '.join(parts))
PY
