# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of this folder share: the installed program, a sample workspace, the words of the
translation, and TAP."""
import gettext
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

from desk import Ctl, Desk

LANGUAGE = "id"


def skip_all(reason):
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)


class Stage:
    def __init__(self, build, prefix, complaints=100):
        # Only an installed program finds its schema, icons and words.
        if not pathlib.Path(prefix).is_relative_to(build):
            skip_all("needs a prefix inside the build directory, as build-aux/test.sh gives")
        subprocess.run(["meson", "install", "-C", build, "--no-rebuild", "--quiet"], check=True,
                       stdout=sys.stderr, timeout=120)
        share = f"{prefix}/share"
        os.environ["XDG_DATA_DIRS"] = share + ":" + os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share")
        os.environ["LANGUAGE"] = LANGUAGE
        self.words = gettext.translation("gaung", f"{share}/locale", [LANGUAGE])
        self.program = f"{prefix}/bin/gaung"
        self.directory = tempfile.TemporaryDirectory(prefix="gaung-a11y-")
        self.workspace = f"{self.directory.name}/workspace"
        self.ctl = Ctl(f"{prefix}/bin/gaungctl", self.workspace)
        self.ctl.run("sample", "--complaints", str(complaints), "--seed", "7")

    def set(self, key, value):
        """A setting, of the program as released and of its development build."""
        for path in ("/id/go/surakarta/Gaung/", "/id/go/surakarta/Gaung/Devel/"):
            subprocess.run(["gsettings", "set", f"id.go.surakarta.Gaung:{path}", key, value],
                           check=True, timeout=20)

    def start(self, *arguments):
        return Desk(self.program, "--workspace", self.workspace, *arguments)

    def t(self, text, context=None):
        """The Indonesian of a message; it must be translated."""
        found = self.words.pgettext(context, text) if context else self.words.gettext(text)
        if found == text and text not in SAME:
            raise AssertionError(f"“{text}” is not in the translation")
        return found


# Words that are the same in both languages.
SAME = {"Gaung"}


class Tap:
    """Runs cases in their order; each builds on the ones before."""

    def __init__(self):
        self.cases = []

    def case(self, function):
        self.cases.append(function)
        return function

    def run(self, on_failure=None):
        print(f"1..{len(self.cases)}")
        failed = 0
        for number, function in enumerate(self.cases, 1):
            name = function.__name__.replace("_", " ")
            try:
                # What follows would only wait in vain, for minutes.
                assert failed < 3, "too much has failed before"
                function()
                print(f"ok {number} {name}", flush=True)
            except Exception:  # pylint: disable=broad-except
                failed += 1
                traceback.print_exc()
                if on_failure:
                    print(on_failure(), file=sys.stderr, flush=True)
                print(f"not ok {number} {name}", flush=True)
        return 1 if failed else 0
