# SPDX-License-Identifier: GPL-3.0-or-later
"""The counter behind test.sh's last line: it must neither lose a failure nor count one twice."""
import importlib.util
import json
import os
import pathlib
import tempfile
import unittest

PATH = pathlib.Path(os.environ["PYTHONPATH"], "count-tests.py")
SPEC = importlib.util.spec_from_file_location("count_tests", PATH)
COUNT = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(COUNT)

NESTED = """TAP version 14
# Subtest: clock
    # Subtest: elapsed
        ok 1 24-hours
        not ok 2 48-hours
        1..2
    not ok 1 elapsed
    ok 2 name
    1..2
not ok 1 clock
ok 2 - last # SKIP no display
1..2
"""

CASES = [
    # name, meson's result, standard output, expected (passed, failed, skipped)
    ("plain success", "OK", "", (1, 0, 0)),
    ("plain failure", "FAIL", "", (0, 1, 0)),
    ("killed", "TIMEOUT", "", (0, 1, 0)),
    ("whole program skipped", "SKIP", "no keyring here", (0, 0, 1)),
    ("flat TAP", "OK", "TAP version 13\nok 1 /a/b\nok 2 /a/c\n1..2\n", (2, 0, 0)),
    ("one case fails", "FAIL", "ok 1 /a/b\nnot ok 2 /a/c\n1..2\n", (1, 1, 0)),
    ("crashed after two good cases", "ERROR", "1..9\nok 1 /a/b\nok 2 /a/c\n", (2, 1, 0)),
    ("unfinished counts as a failure", "OK", "not ok 1 later # " "TO" "DO write it\n", (0, 1, 0)),
    ("groups are not counted", "FAIL", NESTED, (2, 1, 1)),
]


class Count(unittest.TestCase):
    def count(self, lines):
        with tempfile.TemporaryDirectory() as build:
            logs = pathlib.Path(build, "meson-logs")
            logs.mkdir()
            (logs / "testlog.json").write_text(
                "".join(json.dumps(line) + "\n" for line in lines))
            results = COUNT.read_log(build)
        return tuple(sum(r[1] == state for r in results) for state in ("passed", "failed", "skipped"))

    def test_cases(self):
        for name, result, stdout, expected in CASES:
            with self.subTest(name):
                self.assertEqual(self.count([{"name": "t", "result": result, "stdout": stdout}]), expected)

    def test_no_log_is_a_failure(self):
        with tempfile.TemporaryDirectory() as build:
            self.assertEqual([r[1] for r in COUNT.read_log(build)], ["failed"])

    def test_reason_of_a_skip_is_kept(self):
        with tempfile.TemporaryDirectory() as build:
            logs = pathlib.Path(build, "meson-logs")
            logs.mkdir()
            (logs / "testlog.json").write_text(json.dumps(
                {"name": "t", "result": "OK", "stdout": "ok 1 a # SKIP no display\n1..1\n"}) + "\n")
            self.assertEqual(COUNT.read_log(build), [("t: a", "skipped", "no display")])


if __name__ == "__main__":
    unittest.main()
