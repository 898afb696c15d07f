#!/usr/bin/env bash
# The SARIF that parlint writes passes the validator of those who made the format. Usage: tests/sarif.sh [PARLINT]
set -euo pipefail
cd "$(dirname "$0")/.."
fail() { printf 'tests/sarif.sh: %s\n' "$1" >&2; exit 1; }

version=5.7.0
home=target/sarif-multitool
validator=$home/node_modules/.bin/sarif-multitool
command -v npm >/dev/null || { apt-get update -q && apt-get install -qy npm; } >/dev/null ||
    fail "npm is missing, and apt-get could not install it"
[ -x "$validator" ] && grep -q "\"version\": \"$version\"" "$home/node_modules/@microsoft/sarif-multitool/package.json" ||
    npm install --silent --no-audit --no-fund --prefix "$home" "@microsoft/sarif-multitool@$version" ||
    fail "@microsoft/sarif-multitool $version could not be installed from npm"

parlint=${1:-${CARGO_TARGET_DIR:-target}/debug/parlint}
[ -x "$parlint" ] || fail "$parlint is missing: build it"
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
"$parlint" --output-format sarif --output-file "$logs/found.sarif" --select PJ --exit-zero examples/broken no-such-file.yml
"$parlint" --output-format sarif --output-file "$logs/clean.sarif" examples/clean || fail "examples/clean is not clean"
grep -q '"results": \[\]' "$logs/clean.sarif" || fail "examples/clean has results"
grep -q '"ruleId"' "$logs/found.sarif" || fail "examples/broken has no results"

# The validator exits with 0 whatever it finds.
validate() { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$validator" validate "$1" 2>&1; }
for log in "$logs"/*.sarif; do
    report=$(validate "$log") || fail "$report"
    if grep -E ': (error|warning) ' <<<"$report"; then fail "$log is not valid"; fi
done
# It says nothing either of a log that it cannot read: one with a single wrong property must be refused for that.
sed '0,/"ruleId"/s//"wrong": 1, "ruleId"/' "$logs/found.sarif" >"$logs/wrong.sarif"
grep -q "property 'wrong'" <<<"$(validate "$logs/wrong.sarif")" || fail "the validator does not see what is wrong"
printf 'SARIF is valid\n'
