#!/bin/sh
# Counts the fields of a pipe of 200 MB beside gawk (and mawk), and scans lines from memory.
# Usage: scanner.sh [runs]
# Prints the best wall and CPU time of the consumers (the producer of the pipe is not counted) and ratios: above 1 the engine is
# faster. Fails where the counts differ.
. "$(dirname "$0")/common.sh"
runs=${1:-5}
programs="$benchmarks/lua/scanner"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v gawk > /dev/null || { echo "gawk is not installed" >&2; exit 1; }

python3 - "$work/input" "$runs" "$emilua" "$programs/count_fields.lua" << 'PY'
import os, random, shutil, subprocess, sys, time
path, runs, emilua, program = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]

# Lines of about 80 bytes: words of 1 to 14 letters, of a fixed seed.
random.seed(7)
block = bytearray()
while len(block) < 4_000_000:
    line = bytearray()
    while len(line) < 72:
        line += bytes(random.choice(b'abcdefghijklmnopqrstuvwxyz0123456789') for _ in range(random.randint(1, 14)))
        line += random.choice([b' ', b' ', b' ', b'  ', b'\t'])
    block += line.rstrip() + b'\n'
with open(path, 'wb') as out:
    for _ in range(50):
        out.write(block)
size = os.path.getsize(path) / 1e6
awk = '{ n += NF } END { print n }'
commands = {'emilua': [emilua, program], 'gawk': ['gawk', awk], 'gawk LC_ALL=C': ['env', 'LC_ALL=C', 'gawk', awk]}
if shutil.which('mawk'):
    commands['mawk'] = ['mawk', awk]

def run(command):
    producer = subprocess.Popen(['cat', path], stdout=subprocess.PIPE)
    begin = time.monotonic()
    consumer = subprocess.Popen(command, stdin=producer.stdout, stdout=subprocess.PIPE)
    producer.stdout.close()
    text = consumer.stdout.read().decode().strip()
    _, status, usage = os.wait4(consumer.pid, 0)
    wall = time.monotonic() - begin
    producer.wait()
    if status:
        sys.exit(f'{command[0]} fails')
    return text, wall, usage.ru_utime + usage.ru_stime

best, texts = {}, {}
for _ in range(runs):
    for name, command in commands.items():
        text, wall, cpu = run(command)
        texts[name] = text
        old = best.get(name, (wall, cpu))
        best[name] = (min(old[0], wall), min(old[1], cpu))
if len(set(texts.values())) > 1:
    sys.exit(f'different counts: {texts}')
print(f'fields of a pipe of {size:.0f} MB ({texts["emilua"]} fields), best of {runs}')
mine = best['emilua']
for name, (wall, cpu) in best.items():
    print(f'{name:16} wall {wall:6.2f} s   CPU {cpu:6.2f} s   emilua is {wall / mine[0]:5.2f} times as fast by wall, {cpu / mine[1]:5.2f} by CPU')
PY
echo 'from memory, lines of 80 bytes, best of 5'
"$emilua" "$programs/memory.lua"
