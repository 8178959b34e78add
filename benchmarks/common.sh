# Shared by the benchmark scripts: where things are. Sourced, not run.
set -eu
benchmarks=$(cd "$(dirname "$0")" && pwd)
emilua=${EMILUA:-$benchmarks/../distribution/target/emilua/bin/emilua}
[ -x "$emilua" ] || { echo "build first: mvn -B package -DskipTests" >&2; exit 1; }
if [ -z "${JAVA_HOME:-}" ] || ! grep -q 'JAVA_VERSION="2[5-9]' "$JAVA_HOME/release" 2>/dev/null; then
    for candidate in /usr/lib/jvm/* /opt/*; do
        if grep -q 'JAVA_VERSION="2[5-9]' "$candidate/release" 2>/dev/null; then
            JAVA_HOME=$candidate
        fi
    done
fi
java="$JAVA_HOME/bin/java"
peers="$benchmarks/target/classes:$benchmarks/target/lib/*"

# CPU seconds that a process has used so far, user and system.
cpu_seconds() {
    awk -v ticks="$(getconf CLK_TCK)" '{ sub(/^.*\) /, ""); print ($12 + $13) / ticks }' "/proc/$1/stat"
}
