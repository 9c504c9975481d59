#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""fault-table.py LOG...: writes what the tests of the synchronisation report into docs/reliability.md.

A LOG is meson-logs/testlog.txt, or what a test of tests/sync printed when it was run by hand (more seeds,
more kills, a real server). Rows of one fault are added up."""

import os
import re
import sys

DOCUMENT = os.path.join(os.path.dirname(__file__), "..", "docs", "reliability.md")
ROW = re.compile(r"^#?\s*fault( on CouchDB)? \| (.+?) \| (\d+) \| (\d+) \| (\d+)\s*$")
BEGIN, END = "<!-- faults -->\n", "<!-- /faults -->\n"


def main():
    rows = {}
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8", errors="replace") as log:
            for line in log:
                match = ROW.match(line.strip())
                if not match:
                    continue
                server = "CouchDB 3.5.2" if match[1] else "double"
                row = rows.setdefault((match[2], server), [0, 0, 0])
                for i in range(3):
                    row[i] += int(match[3 + i])
    if not rows:
        sys.exit("no log has a row of a fault")
    table = ["| fault | server | runs | lost | twice |\n", "| --- | --- | ---: | ---: | ---: |\n"]
    for (fault, server), (runs, lost, twice) in rows.items():
        table.append(f"| {fault} | {server} | {runs:,} | {lost} | {twice} |\n")
    with open(DOCUMENT, encoding="utf-8") as file:
        before, rest = file.read().split(BEGIN)
    after = rest.split(END)[1]
    with open(DOCUMENT, "w", encoding="utf-8") as file:
        file.write(before + BEGIN + "".join(table) + END + after)


if __name__ == "__main__":
    main()
