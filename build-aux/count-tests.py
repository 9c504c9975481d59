#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the test cases of meson test runs and prints "N passed, N failed, N skipped".

count-tests.py BUILD-DIRECTORY...

A test program that reports its cases (TAP) counts with each of them, another one as one. A program
that ended badly although none of its cases failed counts as one failure. A build directory without a
log is one failure: its tests did not run. Skipped and failed cases are named, with the reason.
"""
import json
import pathlib
import re
import sys

GOOD = {"OK", "EXPECTEDFAIL"}
TAP_LINE = re.compile(r"^\s*(?P<bad>not )?ok\b\s*(?P<number>\d+)?\s*-?\s*(?P<name>[^#\n]*)"
                      r"(?:#\s*(?P<mark>\w+)\s*(?P<reason>.*))?$", re.I)


def cases_of(stdout):
    """(name, outcome, reason) of every TAP line at the outermost level that has cases."""
    found = []
    for line in stdout.splitlines():
        match = TAP_LINE.match(line)
        # GLib closes each group of nested cases with a line of its own, less indented.
        if not match or match["number"] is None:
            continue
        mark = (match["mark"] or "").upper()
        outcome = "skipped" if mark.startswith("SKIP") else "failed" if match["bad"] else "passed"
        found.append((len(line) - len(line.lstrip()), match["name"].strip(), outcome,
                      (match["reason"] or "").strip()))
    return found


def leaves(found):
    """Drops the closing lines of groups: a line that follows deeper ones sums them up."""
    kept = []
    for index, case in enumerate(found):
        if index and found[index - 1][0] > case[0]:
            continue
        kept.append(case[1:])
    return kept


def read_log(build):
    log = pathlib.Path(build, "meson-logs", "testlog.json")
    if not log.exists() or not log.read_text().strip():
        return [(f"{build}: no test ran", "failed", "see above")]
    result = []
    for line in log.read_text().splitlines():
        test = json.loads(line)
        name, outcome = test["name"], test["result"]
        cases = leaves(cases_of(test.get("stdout", "")))
        failed = sum(case[1] == "failed" for case in cases)
        if outcome == "SKIP" and not cases:
            reason = (test.get("stdout", "") + test.get("stderr", "")).strip().splitlines()
            result.append((name, "skipped", reason[-1] if reason else "no reason given"))
        elif not cases:
            result.append((name, "passed" if outcome in GOOD else "failed", outcome))
        else:
            result += [(f"{name}: {case}", state, reason) for case, state, reason in cases]
            if outcome not in GOOD | {"SKIP"} and not failed:
                result.append((name, "failed", outcome))
    return result


def main():
    results = []
    for build in sys.argv[1:]:
        mark = " [sanitizers]" if build.endswith("-asan") else ""
        results += [(name + mark, outcome, reason) for name, outcome, reason in read_log(build)]
    for wanted in ("skipped", "failed"):
        for name, outcome, reason in results:
            if outcome == wanted:
                print(f"{outcome.upper()}: {name}" + (f" ({reason})" if reason else ""))
    count = {state: sum(outcome == state for _, outcome, _ in results)
             for state in ("passed", "failed", "skipped")}
    print("{passed} passed, {failed} failed, {skipped} skipped".format(**count))
    return 1 if count["failed"] or not count["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
