#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""fault-table.py LOG...: writes what the tests of the synchronisation report into docs/reliability.md and README.md.

A LOG is meson-logs/testlog.txt, or what a test of tests/sync printed when it was run by hand (more seeds,
more kills, a real server). Rows of one fault are added up."""

import os
import re
import sys

ROOT = os.path.join(os.path.dirname(__file__), "..")
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
    sums = {}
    for (fault, server), row in rows.items():
        table.append(f"| {fault} | {server} | {row[0]:,} | {row[1]} | {row[2]} |\n")
        sums[fault] = [a + b for a, b in zip(sums.get(fault, [0, 0, 0]), row)]
    write("docs/reliability.md", table)
    short = ["| fault | runs | lost | twice |\n", "| --- | ---: | ---: | ---: |\n"]
    short += [f"| {fault} | {row[0]:,} | {row[1]} | {row[2]} |\n" for fault, row in sums.items()]
    write("README.md", short)


def write(name, table):
    path = os.path.join(ROOT, name)
    with open(path, encoding="utf-8") as file:
        before, rest = file.read().split(BEGIN)
    after = rest.split(END)[1]
    with open(path, "w", encoding="utf-8") as file:
        file.write(before + BEGIN + "".join(table) + END + after)


if __name__ == "__main__":
    main()
