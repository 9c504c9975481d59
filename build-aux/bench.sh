#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# bench.sh [start] [search] [scroll] [write] [services] [handout] [sync] [--million] [--check] [--runs N]
#
# Installs what is missing, builds, measures, and prints a Markdown table. The first run makes a
# workspace of 100,000 complaints (with --million another of 1,000,000: ten minutes and about 5 GB) in
# the build folder. `sync` needs a CouchDB (GAUNG_TEST_COUCHDB) and measures what tests/bench/bench_sync.py
# names. With --check it ends with status 1 when a goal is missed.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
gaung_prepare build test -- "$@"
gaung_build
gaung_use_build
meson compile -C "$GAUNG_BUILD" bench-empty-window bench-run bench-probe bench-search bench-apply bench-bulk bench-handout bench-services bench-sync >&2

exec "$GAUNG_SOURCE/build-aux/headless.sh" --state "$GAUNG_BUILD/bench/state" \
  python3 "$GAUNG_SOURCE/tests/bench/bench.py" "$GAUNG_BUILD" "$@"
