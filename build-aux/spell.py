#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the words that hunspell does not know, of the messages and of the handbook.

spell.py LANGUAGE: "en" reads the English messages, "id" their translation. Proper names and terms of the
trade stand in build-aux/words.txt, one a line, for both languages.
"""
import pathlib
import re
import subprocess
import sys

DICTIONARY = {"en": "en_US", "id": "id_ID"}
HELP = {"en": "help/C", "id": "help/id"}
# Formats, markup, keys, addresses, options, file names, search words of the query language.
NOISE = re.compile(r"%\d*\$?[-+ #0']*\d*(?:\.\d+)?(?:l|ll|z|h|I\w+)?[a-zA-Z%]|<(key|cmd|screen|keyseq)>.*?</\1>"
                   r"|<[^>]*>|&\w+;|https?://\S+|--?[a-z][\w-]*|\S*[./=:{}@]\S+|[“”‘’]\S*:\S*|\b\w*\d\w*\b", re.S)
STRING = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?|msgctxt)?\s*"(.*)"$')


def messages(path):
    """(msgid, msgstr) pairs of a .po file; plural forms as pairs of their own."""
    for block in pathlib.Path(path).read_text().split("\n\n"):
        parts, current = {}, None
        for line in block.splitlines():
            match = STRING.match(line)
            if not match:
                continue
            current = match[1] or current
            parts[current] = parts.get(current, "") + match[2].replace("\\n", " ").replace('\\"', '"')
        if parts.get("msgid"):
            yield (" ".join(parts.get(k, "") for k in ("msgid", "msgid_plural")),
                   " ".join(v for k, v in parts.items() if k and k.startswith("msgstr")))


def main(language):
    texts = [pair[language != "en"] for pair in messages("po/id.po")]
    texts += [path.read_text().split("?>", 1)[1] for path in sorted(pathlib.Path(HELP[language]).glob("*.page"))]
    if language == "en":
        texts += [re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", " ", pathlib.Path(name).read_text(), flags=re.S)
                  for name in ("README.md", "HACKING.md", "NEWS.md")]
    allowed = {line.strip().lower() for line in pathlib.Path("build-aux/words.txt").read_text().splitlines()}
    text = "\n".join(NOISE.sub(" ", re.sub(r"_(?=\w)", "", t)) for t in texts)
    unknown = subprocess.run(["hunspell", "-i", "UTF-8", "-d", DICTIONARY[language], "-l"], input=text,
                             capture_output=True, text=True, check=True).stdout.split()
    unknown = sorted({word for word in unknown if word.lower().strip("-'’") not in allowed | {""}})
    print("\n".join(unknown))
    return bool(unknown)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
