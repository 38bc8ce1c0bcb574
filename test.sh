#!/usr/bin/env bash
# One command: restore, format, build, all tests. Needs the .NET 10 SDK; node with npm and Chromium widen what is tested.
# Its last line is "N passed, N failed", with ", N skipped" when some were.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 # the tests drive the Chromium that is installed

say() { printf '\n== %s\n' "$*"; }

say "test tools from npm"
if command -v npm > /dev/null; then
    npm ci --no-audit --no-fund
else
    echo "npm is not here: tests that talk to a local Slack or render cards with the platform's own library will be skipped."
fi

say "Chromium"
chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
if chromium; then
    :
elif [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } > /dev/null \
        || echo "Chromium could not be installed: the browser tests will be skipped."
else
    echo "Chromium is not here and cannot be installed without root and apt-get: the browser tests will be skipped."
fi

say "restore"
dotnet restore CoCreateBot.sln # locked when CI=true

say "format"
dotnet format whitespace CoCreateBot.sln --verify-no-changes --no-restore # the rules of style are warnings of the build, so errors

say "build"
dotnet build CoCreateBot.sln -c Release --no-restore -warnaserror

say "tests"
results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT
outcome=0
dotnet tests/CoCreateBot.Tests/bin/Release/net10.0/CoCreateBot.Tests.dll -noLogo -noColor -xml "$results/tests.xml" "$@" || outcome=$?

# The first <assembly …> element carries the sums of the run.
sum() { grep -o '<assembly [^>]*>' "$results/tests.xml" | head -n 1 | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"; }
[ -s "$results/tests.xml" ] || { echo "The test run left no results (exit code $outcome)."; exit 1; }
passed="$(sum passed)" failed="$(($(sum failed) + $(sum errors)))" skipped="$(sum skipped)"

verdict="$passed passed, $failed failed"
[ "$skipped" = 0 ] || verdict="$verdict, $skipped skipped"
[ "$((passed + failed))" -gt 0 ] || { outcome=1; echo "No test ran."; }
[ "$failed" = 0 ] || outcome=1
echo "$verdict"
exit "$outcome"
