#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# handouts.sh
#
# Makes docs/screenshots/handout-*.png: leaflet, wall sheet and slip of three services of the sample, in Indonesian, every
# page of a sheet beside the one before. The clock stands still, so that a picture changes only when the program does.
# Look at every picture before you commit it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
gaung_prepare build test -- "$@"
if [ -z "${GAUNG_HANDOUTS_PREPARED-}" ]; then
  gaung_build
  gaung_use_build
fi
gaung_use_indonesian

out=$GAUNG_SOURCE/docs/screenshots
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
echo "not a secret: the sample only" >"$scratch/passphrase"
chmod 600 "$scratch/passphrase"
# A Tuesday, 09.41 in Surakarta.
export FAKETIME='@2026-11-24 02:41:00' FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_DONT_RESET=1 TZ=UTC
control () {
  env "LD_PRELOAD=$(echo /usr/lib/*/faketime/libfaketime.so.1)" \
    gaungctl --quiet -w "$scratch/workspace" -p "$scratch/passphrase" "$@"
}
# picture NAME KIND SERVICE OPTION...
picture () {
  local name=$1 kind=$2 service=$3
  shift 3
  control handout "$service" --as "$kind" "$@" -o "$scratch/sheet.pdf"
  rm -f "$scratch"/page*
  pdftoppm -r 100 -png "$scratch/sheet.pdf" "$scratch/page"
  convert "$scratch"/page*.png -bordercolor '#c0bfbc' -border 1 +append -strip "$out/handout-$name.png"
}

control sample --complaints 5 --seed 1
control query --json --limit 1000 type:service >"$scratch/services"
while IFS='|' read -r name service; do
  id=$(jq -r --arg name "$service" 'select(.name == $name) | ._id' "$scratch/services")
  keys=$(jq -r --arg name "$service" 'select(.name == $name) | [.documents[0:2][].key] | join(",")' "$scratch/services")
  picture "$name-leaflet" leaflet "$id"
  picture "$name-sheet" sheet "$id"
  picture "$name-slip" slip "$id" --missing "$keys" --until 2026-12-01
done <<'SERVICES'
ak1|Kartu pencari kerja (AK-1)
passport|Penggantian paspor
bpmks|Bantuan Pendidikan Masyarakat Kota Surakarta (BPMKS)
SERVICES
gaung_say "The pictures are in $out"
