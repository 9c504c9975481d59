#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench.py BUILD [start] [search] [scroll] [write] [services] [handout] [sync] [--check] [--runs N] [--million]

Measures Gaung beside something known, in turns in one run, and prints a Markdown table. Needs a display,
a session bus and a Secret Service of its own: build-aux/headless.sh gives them. The workspaces are made
once and kept in BUILD/bench. Times depend on the machine, so a missed goal is only printed; with --check
it is the exit status as well.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

import bench_sync

MIB = 1024
FRAME = 16_667
OTHERS = (
    ("GNOME Text Editor", ["gnome-text-editor", "--standalone"]),
    ("Endeavour", ["endeavour"]),
    ("GNOME Calendar", ["gnome-calendar"]),
)


def say(text):
    print(f"==> {text}", file=sys.stderr, flush=True)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def thousands(number):
    return f"{number:,}"


class Bench:
    def __init__(self, build, runs):
        self.build = os.path.abspath(build)
        self.tools = os.path.join(self.build, "tests", "bench")
        self.place = os.path.join(self.build, "bench")
        self.runs = runs
        self.rows = []
        os.makedirs(self.place, exist_ok=True)
        self.passphrase_file = os.path.join(self.place, "passphrase")
        with open(self.passphrase_file, "w", encoding="utf-8") as file:
            file.write("not a secret: the sample only\n")

    def program(self, name):
        """The installed one of build-aux/bench.sh, else the one in the build folder."""
        found = shutil.which(name)
        folder = {"gaung": "app", "gaungctl": "ctl"}[name]
        return found or os.path.join(self.build, "src", folder, name)

    def tool(self, name):
        return os.path.join(self.tools, name)

    def add(self, what, ours, beside, ratio, goal, is_reached):
        self.rows.append((what, ours, beside, ratio, goal, is_reached))

    # --- Workspaces -----------------------------------------------------------------------------

    def workspace(self, complaints, passphrase=False, services=None):
        """The folder of a sample workspace, made if it is not there or its key is lost."""
        folder = os.path.join(self.place, f"{complaints}{'-passphrase' if passphrase else ''}"
                                          f"{'' if services is None else f'-services-{services}'}")
        options = ["--passphrase-file", self.passphrase_file] if passphrase else []
        control = [self.program("gaungctl"), "--workspace", folder, *options]
        if os.path.isdir(folder):
            if subprocess.run([*control, "get", "agency:none"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, check=False).returncode in (0, 4):
                return folder
            shutil.rmtree(folder)
        say(f"Making a workspace of {thousands(complaints)} complaints (once)")
        self.make_sample(control, complaints, services)
        return folder

    @staticmethod
    def make_sample(control, complaints, services=None):
        start = time.monotonic()
        more = [] if services is None else ["--services", str(services)]
        subprocess.run([*control, "sample", "--complaints", str(complaints), "--seed", "1", *more],
                       stdout=subprocess.DEVNULL, check=True)
        return time.monotonic() - start

    # --- A program under the probe ----------------------------------------------------------------

    def probe(self, mode, command, environment=None):
        """The words of the line that the probe prints."""
        env = {**os.environ, "GAUNG_PROBE": mode, **(environment or {})}
        done = subprocess.run([self.tool("bench-run"), self.tool("bench-probe.so"), *command],
                              env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              timeout=120, check=False)
        for line in done.stdout.splitlines():
            if line.startswith(mode + " "):
                return line.split()[1:]
        raise SystemExit(f"{command[0]} (status {done.returncode}) showed nothing:\n{done.stderr}")

    def probe_start(self, command, environment=None):
        time_us, cpu_us, rss, pss, private, rows = map(int, self.probe("start", command, environment))
        return {"time": time_us / 1000, "cpu": cpu_us / 1000, "rss": rss, "pss": pss, "private": private, "rows": rows}

    def set_area_states(self, states):
        """What the areas find again at the next start."""
        path = "/id/go/surakarta/Gaung/"
        subprocess.run(["gsettings", "set", f"id.go.surakarta.Gaung:{path}", "area-states", states], check=True)

    # --- start --------------------------------------------------------------------------------------

    def start_variants(self, million):
        gaung = self.program("gaung")
        counts = [100_000] + ([1_000_000] if million else [])
        for count in counts:
            goal = (1.2, 30) if count == 100_000 else (1.3, 50)
            folder = self.workspace(count)
            name = f"{thousands(count)} complaints"
            for area, title in (("complaints", "the desk"), ("home", "home")):
                yield (f"{name}, {title}", [gaung, "--workspace", folder, "--area", area], {}, goal)
        yield ("100,000 complaints, the desk, with a passphrase (its derivation included)",
               [gaung, "--workspace", self.workspace(100_000, passphrase=True), "--area", "complaints"],
               {"GAUNG_PASSPHRASE_FILE": self.passphrase_file}, None)
        for name, command in OTHERS:
            if shutil.which(command[0]):
                yield (f"for scale: {name}, first frame", command, {}, None)

    def measure_start(self, million):
        empty = [self.tool("bench-empty-window")]
        variants = list(self.start_variants(million))
        pairs = {name: [] for name, *_ in variants}
        self.set_area_states("{}")
        for turn in range(self.runs + 1):
            say(f"start: turn {turn} of {self.runs}")
            for name, command, environment, _ in variants:
                pair = (self.probe_start(empty), self.probe_start(command, environment))
                if turn > 0:  # The first warms the caches of files.
                    pairs[name].append(pair)
        for name, _, _, goal in variants:
            self.report_start(name, pairs[name], goal)

    def report_start(self, name, pairs, goal):
        ratio = statistics.median(b["time"] / a["time"] for a, b in pairs)
        middle = {key: (statistics.median(a[key] for a, _ in pairs), statistics.median(b[key] for _, b in pairs))
                  for key in ("time", "rss", "pss", "private")}
        more = {key: (value[1] - value[0]) / MIB for key, value in middle.items() if key != "time"}
        self.add(f"start → first filled list, {name}" if not name.startswith("for scale") else f"start, {name}",
                 f"{middle['time'][1]:.0f} ms", f"empty window {middle['time'][0]:.0f} ms", f"{ratio:.2f} ×",
                 f"≤ {goal[0]} ×" if goal else "", ratio <= goal[0] if goal else None)
        self.add(f"memory then, {name.removeprefix('for scale: ')}",
                 f"{middle['rss'][1] / MIB:.0f} MiB", f"empty window {middle['rss'][0] / MIB:.0f} MiB",
                 f"{more['rss']:+.1f} MiB (PSS {more['pss']:+.1f}, private {more['private']:+.1f})",
                 f"≤ +{goal[1]} MiB" if goal else "", more["rss"] <= goal[1] if goal else None)

    # --- search -------------------------------------------------------------------------------------

    def measure_search(self):
        folder = self.workspace(100_000)
        say("search: typing")
        text = subprocess.run([self.tool("bench-search"), folder, os.path.join(self.place, "plain.db")],
                              stdout=subprocess.PIPE, text=True, check=True).stdout
        keys = [tuple(map(int, line.split()[1:])) for line in text.splitlines() if line.startswith("key ")]
        ours = [key[2] / 1000 for key in keys]
        complete = [key[3] / 1000 for key in keys]
        plain = [key[4] / 1000 for key in keys]
        p95 = percentile(ours, 0.95)
        self.add(f"search as you type in 100,000 complaints, {len(keys)} letters, 95th percentile",
                 f"{p95:.1f} ms (median {statistics.median(ours):.1f}, longest {max(ours):.1f})",
                 f"plain SQLite FTS5 {percentile(plain, 0.95):.1f} ms (median {statistics.median(plain):.1f})",
                 f"{statistics.median(a / b for a, b in zip(ours, plain)):.2f} ×",
                 "p95 < 16 ms", p95 < 16)
        self.add("the same until the last row of long answers is known, 95th percentile",
                 f"{percentile(complete, 0.95):.1f} ms (longest {max(complete):.1f})", "", "", "", None)

    # --- scroll -------------------------------------------------------------------------------------

    def measure_scroll(self):
        folder = self.workspace(100_000)
        gaung = [self.program("gaung"), "--workspace", folder, "--area", "complaints"]
        scope = "{'complaints': 'type:complaint is:any'}"
        plain = [self.tool("bench-empty-window"), "--rows", "100000"]
        frames = {"gaung": [], "plain": []}
        rows = 0
        for turn in range(3):
            say(f"scroll: turn {turn + 1} of 3")
            for name, command in (("plain", plain), ("gaung", gaung)):
                self.set_area_states(scope)
                words = self.probe("scroll", command)
                rows = int(words[1]) if name == "gaung" else rows
                frames[name] += [tuple(map(int, pair.split(":"))) for pair in words[2:]]
        ours, theirs = ([work / 1000 for _, work in frames[name]] for name in ("gaung", "plain"))
        late = {name: sum(interval > 2 * FRAME + 1000 for interval, _ in frames[name]) for name in frames}
        self.add(f"scrolling through {thousands(rows)} complaints in 10 s, work in a frame, 99th percentile",
                 f"{percentile(ours, 0.99):.1f} ms (median {statistics.median(ours):.1f}, longest {max(ours):.1f})",
                 f"list of labels {percentile(theirs, 0.99):.1f} ms (median {statistics.median(theirs):.1f}, "
                 f"longest {max(theirs):.1f})",
                 f"{statistics.median(ours) / statistics.median(theirs):.2f} ×", "longest ≤ 33 ms", max(ours) <= 33)
        self.add("frames that came more than 33 ms after the one before", f"{late['gaung']} of {len(ours)}",
                 f"list of labels {late['plain']} of {len(theirs)}", "", "0", late["gaung"] == 0)

    # --- write --------------------------------------------------------------------------------------

    def measure_write(self):
        folder = os.path.join(self.place, "fresh")
        shutil.rmtree(folder, ignore_errors=True)
        say("write: 100,000 complaints with their persons, entries and attachments")
        control = [self.program("gaungctl"), "--workspace", folder]
        seconds = self.make_sample(control, 100_000)
        shutil.rmtree(folder)
        self.add("gaungctl sample --complaints 100000", f"{seconds:.1f} s", "", "", "< 60 s", seconds < 60)

        say("write: bulk load")
        text = subprocess.run([self.tool("bench-bulk"), self.workspace(100_000), self.place],
                              stdout=subprocess.PIPE, text=True, check=True).stdout
        lines = [line.split() for line in text.splitlines()]
        turns = [tuple(map(int, line[1:])) for line in lines if line[0] == "bulk"]
        ours, plain = (statistics.median(turn[0] * 1e6 / turn[i] for turn in turns) for i in (1, 2))
        self.add("bulk load, complaints a second", f"{ours:,.0f}", f"plain SQLite + FTS5 {plain:,.0f}",
                 f"{statistics.median(turn[1] / turn[2] for turn in turns):.2f} × the time", "", None)
        read = next(tuple(map(int, line[1:])) for line in lines if line[0] == "read")
        self.add("reading and parsing, complaints a second", f"{read[0] * 1e6 / read[1]:,.0f}", "", "", "", None)

        say("write: 100,000 documents of a first pull, without a server")
        text = subprocess.run([self.tool("bench-apply"), self.place], stdout=subprocess.PIPE, text=True, check=True).stdout
        # Of "parse" the first line counts: the second is of the same pages once more.
        parts = {name: list(map(int, numbers)) for name, *numbers in reversed([line.split() for line in text.splitlines()])}
        parse, apply, sent = parts["parse"], parts["apply"], parts["send"]
        self.add("taking over a document of 1 kB, processor time", f"{apply[1] / apply[0]:.0f} µs",
                 f"reading its JSON {parse[2] / parse[0]:.0f} µs", "", "≤ 80 µs", apply[1] / apply[0] <= 80)
        self.add("memory after 100,000 of them", f"{apply[4] / MIB:.0f} MiB more", "", "", "≤ 60 MiB", apply[4] / MIB <= 60)
        self.add("writing beside a first pull, median (longest)", f"{parts['wait'][1] / 1000:.0f} ms ({parts['wait'][2] / 1000:.0f} ms)",
                 "", "", "", None)
        self.add("sending a record, without a server, processor time", f"{sent[1] / sent[0]:.0f} µs", "", "", "", None)

    # --- hand-outs ---------------------------------------------------------------------------------

    def measure_services(self):
        few, many = (self.workspace(0, services=count) for count in (50, 5000))
        say("services: first page")
        text = subprocess.run([self.tool("bench-services"), few, many], stdout=subprocess.PIPE, text=True, check=True).stdout
        turns = [tuple(map(int, line.split()[1:])) for line in text.splitlines() if line.startswith("page ")]
        middle = [statistics.median(turn[i] for turn in turns) / 1000 for i in (0, 1)]
        ratio = statistics.median(turn[1] / turn[0] for turn in turns)
        self.add("first page of 5,000 services", f"{middle[1]:.2f} ms", f"of 50 {middle[0]:.2f} ms", f"{ratio:.2f} ×", "< 16 ms, ≤ 2 ×", middle[1] < 16 and ratio <= 2)

    def measure_handout(self):
        say("handout: PDF of a service")
        turns = {what: [tuple(map(int, subprocess.run([self.tool("bench-handout"), what], stdout=subprocess.PIPE, text=True,
                                                      check=True).stdout.split()[1:])) for _ in range(5)]
                 for what in ("leaflet", "sheet", "plain")}
        first, median = ({what: statistics.median(turn[i] for turn in turns[what]) / 1000 for what in turns} for i in (0, 1))
        for what, name in (("leaflet", "leaflet"), ("sheet", "wall sheet")):
            self.add(f"PDF of a {name}, the first of a process, processor time", f"{first[what]:.0f} ms (each after it {median[what]:.0f} ms)",
                     f"the same text plain by Pango {first['plain']:.0f} ms ({median['plain']:.1f} ms)",
                     f"{first[what] / first['plain']:.2f} ×", "< 200 ms", first[what] < 200)

    # --- the table ----------------------------------------------------------------------------------

    def print_table(self):
        print("| what | Gaung | beside it | ratio | goal | |")
        print("| --- | --- | --- | --- | --- | --- |")
        for what, ours, beside, ratio, goal, is_reached in self.rows:
            mark = {True: "reached", False: "**missed**", None: ""}[is_reached]
            print(f"| {what} | {ours} | {beside} | {ratio} | {goal} | {mark} |")
        with open(os.path.join(self.place, "results.json"), "w", encoding="utf-8") as file:
            json.dump(self.rows, file, ensure_ascii=False, indent=1)
        return all(row[-1] is not False for row in self.rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("what", nargs="*", help="start, search, scroll, write, services, handout, sync; all of them if none is named")
    parser.add_argument("--runs", type=int, default=11, help="turns of the start")
    parser.add_argument("--million", action="store_true", help="the start with 1,000,000 complaints, too")
    parser.add_argument("--sync", action="append", help="of sync only pull, push, latency, idle or stall (may be given again)")
    parser.add_argument("--check", action="store_true", help="exit status 1 when a goal is missed")
    arguments = parser.parse_args()
    bench = Bench(arguments.build, arguments.runs)
    measures = {
        "start": lambda: bench.measure_start(arguments.million),
        "search": bench.measure_search,
        "scroll": bench.measure_scroll,
        "write": bench.measure_write,
        "services": bench.measure_services,
        "handout": bench.measure_handout,
        "sync": lambda: bench_sync.measure(bench, arguments.sync),
    }
    for what in arguments.what or measures:
        measures[what]()
    is_reached = bench.print_table()
    return 0 if is_reached or not arguments.check else 1


if __name__ == "__main__":
    sys.exit(main())
