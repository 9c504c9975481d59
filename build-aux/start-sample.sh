#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Used by run.sh, within the session: makes the sample workspace $GAUNG_SAMPLE if it is not there or
# its key is not in this session's key ring, and starts Gaung on it. With $GAUNG_SCREENSHOT it waits
# until the window is drawn, takes a picture and ends.
set -euo pipefail

if ! gaungctl --workspace "$GAUNG_SAMPLE" query --count >/dev/null 2>&1; then
  rm -rf "$GAUNG_SAMPLE"
  echo "==> Making the sample workspace" >&2
  gaungctl --workspace "$GAUNG_SAMPLE" sample --complaints 100 --seed 1
fi

if [ -z "${GAUNG_SCREENSHOT-}" ]; then
  exec gaung --workspace "$GAUNG_SAMPLE" "$@"
fi

gaung --workspace "$GAUNG_SAMPLE" "$@" &
gaung=$!
trap 'kill $gaung 2>/dev/null || true' EXIT
before=
for _ in $(seq 120); do
  sleep 0.5
  kill -0 $gaung 2>/dev/null || { wait $gaung || status=$?; echo "gaung ended by itself (status ${status-0})" >&2; exit 1; }
  xwininfo -root -tree 2>/dev/null | grep -q '("gaung"\|id.go.surakarta.Gaung' || continue
  # Drawn when two pictures in a row are the same and not of one colour.
  now=$(import -silent -window root rgb:- | sha256sum)
  if [ "$now" = "$before" ] && [ "$(import -silent -window root -format %k info:)" -gt 16 ]; then
    import -silent -window root "$GAUNG_SCREENSHOT"
    echo "==> Gaung runs. Screenshot: $GAUNG_SCREENSHOT" >&2
    exit 0
  fi
  before=$now
done
import -silent -window root "$GAUNG_SCREENSHOT"
echo "gaung showed no finished window within a minute; see $GAUNG_SCREENSHOT" >&2
exit 1
