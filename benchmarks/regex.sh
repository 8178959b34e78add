#!/bin/sh
# Regular expressions on a text of a few megabytes: the engine beside C++'s std::regex and node, both left out where they are not installed.
# Each case of regex/cases.txt runs in processes of each engine; the times are CPU seconds of a process with many repetitions less those of
# one with a third of them, divided by the difference, so that start-up and most of the warm-up do not count. Prints megabytes per CPU second and
# ratios. Fails if the engines count differently. A peer that fails, as std::regex does where its stack overflows, has no figure.
# Usage: regex.sh [megabytes (2) [seconds per process (4) [path of bin/emilua]]]
set -eu
if [ $# -ge 3 ]; then EMILUA=$3; fi
. "$(dirname "$0")/common.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
peers=''
if command -v g++ > /dev/null; then
    g++ -O2 -std=c++17 -o "$work/bench" "$benchmarks/regex/bench.cpp"
    peers="$peers std::regex"
fi
if command -v node > /dev/null; then peers="$peers node"; fi

python3 - "$benchmarks/regex" "$work" "$emilua" "${1:-2}" "${2:-4}" $peers << 'PY'
import os, random, resource, subprocess, sys
folder, work, emilua, megabytes, seconds = sys.argv[1:6]
peers = sys.argv[6:]
commands = {
    'emilua': [emilua, f'{folder}/bench.lua', '--'],
    'std::regex': [f'{work}/bench'],
    'node': ['node', f'{folder}/bench.js'],
}
random.seed(1)
letters = 'abcdefghijklmnopqrstuvwxyz'

def words(size):
    parts = []
    while size > 0:
        parts.append(''.join(random.choices(letters, k=random.randint(1, 9))) + random.choice('         \t\n\n'))
        size -= len(parts[-1])
    return ''.join(parts)

def log(size):
    line = '192.0.2.{} - - [10/Oct/2025:13:55:36 +0000] "GET /docs/{}.html HTTP/1.1" 200 {}\n'
    parts = []
    while size > 0:
        parts.append(line.format(random.randint(1, 250), ''.join(random.choices(letters, k=8)), random.randint(100, 99999)))
        size -= len(parts[-1])
    return ''.join(parts)

size = int(float(megabytes) * 1e6)
texts = {'log': log(size), 'nested': 'a' * 5000 + 'b' + words(size)}
plain = words(size)

def run(engine, case, times):
    name, operation, pattern = case
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(commands[engine] + [operation, pattern, str(times)], input=texts.get(name, plain).encode(),
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60 + 20 * float(seconds))
    except subprocess.TimeoutExpired:
        return None, 'does not end'
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, done.stdout.decode().strip() if done.returncode == 0 else 'fails'

def measure(engine, case):
    """CPU seconds of one repetition, and the count."""
    idle, count = run(engine, case, 1)
    times = 3
    while count.isdigit():
        used, count = run(engine, case, times)
        if used is None or not count.isdigit():
            break
        if used - idle > float(seconds) or times >= 3 ** 9:
            less, count = run(engine, case, times // 3)
            return max(used - less, 1e-9) / (times - times // 3), count
        times *= 3
    return None, count

failed = False
print('megabytes per CPU second, and how many times as fast as each peer the engine is')
print(f"{'':10}" + ''.join(f'{e:>14}' for e in ['emilua'] + peers) + ''.join(f"{'x ' + p:>16}" for p in peers))
for line in open(f'{folder}/cases.txt'):
    case = line.rstrip('\n').split(None, 2)
    length = len(texts.get(case[0], plain)) / 1e6
    results = {engine: measure(engine, case) for engine in ['emilua'] + peers}
    own, count = results['emilua']
    cells = [f'{length / t:14.1f}' if t else f'{c:>14}' for t, c in results.values()]
    ratios = [f'{results[p][0] / own:16.2f}' if own and results[p][0] else f"{'-':>16}" for p in peers]
    print(f'{case[0]:10}' + ''.join(cells) + ''.join(ratios), flush=True)
    counts = {c for t, c in results.values() if t}
    if own is None or len(counts) > 1:
        failed = True
        print(f'{case[0]}: {results}', file=sys.stderr)
sys.exit(1 if failed else 0)
PY
