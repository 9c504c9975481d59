#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test.sh [MESON OPTION...]          for example: test.sh -Dwerror=true
#
# Installs what is missing, builds, and runs every test; then builds again under AddressSanitizer and
# UndefinedBehaviorSanitizer and runs all tests that call our code in process once more. The last
# line is "N passed, N failed, N skipped" and the exit status says the same.
#
# GAUNG_TEST_QUICK=1 leaves the sanitizers out.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# Out here, where npm knows its way; the tests may run in a root that does not.
if [ -z "${GAUNG_IN_ROOT-}" ] && command -v npm >/dev/null && command -v python3 >/dev/null; then
  export GAUNG_POUCHDB_SERVER=$GAUNG_SOURCE/_build-pouchdb
  gaung_say "Fetching pouchdb-server, which others wrote, into $GAUNG_POUCHDB_SERVER"
  python3 "$GAUNG_SOURCE/tests/sync/test-pouchdb.py" --install "$GAUNG_POUCHDB_SERVER" >&2 || true
fi
if [ -z "${GAUNG_IN_ROOT-}" ] && command -v python3 >/dev/null && python3 -m pip --version >/dev/null 2>&1; then
  export GAUNG_PYSHACL=$GAUNG_SOURCE/_build-pyshacl
  gaung_say "Fetching pyshacl, which checks an export against its published shapes, into $GAUNG_PYSHACL"
  timeout 320 python3 "$GAUNG_SOURCE/tests/publish/test-schemas.py" --install "$GAUNG_PYSHACL" >&2 || true
fi
gaung_prepare build test -- "$@"
gaung_build "$@"

gaung_use_indonesian
logs=("$GAUNG_BUILD")
gaung_say "Running the tests"
# The count at the end judges; a suite that fails does not keep the others from running.
rm -f "$GAUNG_BUILD"/meson-logs/testlog.*
timeout 2400 meson test -C "$GAUNG_BUILD" --no-rebuild --print-errorlogs --timeout-multiplier 3 >&2 || true

# What only reads files (data) or drives the program from outside (a11y, server) gains nothing by them.
sanitized=(unit store remote publish ctl ui)
if [ -z "${GAUNG_TEST_QUICK-}" ]; then
  build=$GAUNG_BUILD-asan
  gaung_say "Building with the sanitizers in $build"
  options=(-Db_sanitize=address,undefined -Db_lundef=false -Dbuildtype=debug)
  if [ -f "$build/build.ninja" ]; then
    meson configure "$build" "${options[@]}" "$@" >&2
  else
    meson setup "$build" "$GAUNG_SOURCE" "${options[@]}" "$@" >&2
  fi
  rm -f "$build"/meson-logs/testlog.*
  ASAN_OPTIONS="suppressions='$GAUNG_SOURCE/build-aux/asan.supp'"
  export ASAN_OPTIONS="$ASAN_OPTIONS:detect_stack_use_after_return=1:strict_string_checks=1:abort_on_error=0"
  export UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1"
  export LSAN_OPTIONS="suppressions='$GAUNG_SOURCE/build-aux/lsan.supp':print_suppressions=0"
  # Where the system forbids ptrace (some containers) the leak check cannot run; the rest can.
  printf 'int main (void) { return 0; }\n' | cc -fsanitize=address -x c -o "$build/leak-check" - 
  if ! "$build/leak-check" 2>/dev/null; then
    gaung_say "SKIPPED: this system lets LeakSanitizer not attach; leaks are not looked for."
    ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0
  fi
  suites=()
  for suite in "${sanitized[@]}"; do suites+=(--suite "$suite"); done
  # meson builds what these suites need before it runs them; a failing build is a failing test.
  timeout 2400 meson test -C "$build" "${suites[@]}" --print-errorlogs --timeout-multiplier 10 >&2 || true
  logs+=("$build")
fi

exec python3 "$GAUNG_SOURCE/build-aux/count-tests.py" "${logs[@]}"
