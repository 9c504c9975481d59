# SPDX-License-Identifier: GPL-3.0-or-later
"""The synchronisation beside curl and PouchDB, against one and the same CouchDB. A part of bench.py.

GAUNG_TEST_COUCHDB=http://admin:password@127.0.0.1:5984 names the server; GAUNG_POUCHDB is a folder in which
`npm install pouchdb` was run. What is missing is not measured, and says so. The databases begin with
"gaungbench" and "gaungpush"; the first stays, so that the next run need not fill it again."""

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "server"))
import couch  # noqa: E402

N_PULL = 100_000
N_PUSH = 10_000
N_LATENCY = 50
IDLE_SECONDS = 190
TURNS = 3
PASSWORD = "rahasia-1945"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

POUCH = """
const PouchDB = require(process.env.GAUNG_POUCHDB + '/node_modules/pouchdb');
const [source, target, batch] = process.argv.slice(1);
(async () => {
  const db = new PouchDB(target);
  const start = process.hrtime.bigint();
  const result = await db.replicate.from(source, { batch_size: Number(batch) });
  const time = (process.hrtime.bigint() - start) / 1000n;
  const used = process.resourceUsage();
  console.log('pouch', String(time), used.userCPUTime + used.systemCPUTime, result.docs_written, used.maxRSS);
})().catch(error => { console.error(error); process.exit(1); });
"""


def say(text):
    print(text, file=sys.stderr, flush=True)


def make_id(source):
    return "complaint:0" + "".join(source.choice(ALPHABET) for _ in range(25))


def make_complaint(source, number):
    """A complaint of 1,000 bytes of JSON, as Gaung writes it."""
    document = {
        "_id": make_id(source), "type": "complaint", "schema": 1,
        "ref": "%s-%s" % ("".join(source.choice(ALPHABET) for _ in range(4)), "".join(source.choice(ALPHABET) for _ in range(4))),
        "created_at": "2026-11-24T02:00:00.000Z", "created_by": "gaungbench-sari",
        "changed_at": "2026-11-24T02:00:00.000Z", "changed_by": "gaungbench-sari", "change": str(uuid.UUID(int=source.getrandbits(128))),
        "title": f"Lampu jalan padam nomor {number}", "state": "new", "class": "complaint", "category": "lighting",
        "agency": "dlh", "channel": "whatsapp", "received_at": "2026-11-24T02:00:00.000Z",
        "street": f"Jalan Slamet Riyadi {number % 300}", "district": "33.72.04", "village": "33.72.04.1003", "text": "",
    }
    words = "lampu jalan padam sampah menumpuk sungai bau pohon tumbang saluran mampet parkir liar trotoar rusak".split()
    while len(json.dumps(document, separators=(",", ":"))) < 990:
        document["text"] += source.choice(words) + " "
    return document


class Server:
    def __init__(self, url, place, tool):
        self.admin = couch.Couch(url)
        self.address = f"http://{self.admin.host}:{self.admin.port}/"
        self.place, self.tool = place, tool

    def account(self, prefix):
        """Makes the account of the desk, once."""
        name = f"{prefix}-sari"
        path = "/_users/" + couch.quote("org.couchdb.user:" + name)
        if self.admin.get(path)[0] == 404:
            self.admin.put(path, {"name": name, "password": PASSWORD, "roles": ["staff", "agency-dlh"], "type": "user"})
        return name

    def provision(self, prefix):
        couch.Provisioner(self.admin, prefix, ["dlh"]).run()
        return self.account(prefix)

    def fill(self):
        """100,000 complaints, before there are rules that would judge each of them."""
        name = "gaungbench-agency-dlh"
        status, info = self.admin.get("/" + name)
        if status == 200 and info["doc_count"] >= N_PULL:
            return self.account("gaungbench")
        say(f"sync: filling a database with {N_PULL:,} complaints (once)")
        couch.Provisioner(self.admin, "gaungbench", ["dlh"]).remove()
        self.admin.put(f"/{name}?q=1", None)
        source = random.Random(1)
        for start in range(0, N_PULL, 2000):
            documents = [make_complaint(source, start + number) for number in range(2000)]
            status, _ = self.admin.post(f"/{name}/_bulk_docs", {"docs": documents})
            assert status == 201, status
        return self.provision("gaungbench")

    def run(self, mode, prefix, folder, *more):
        command = [self.tool, mode, self.address, prefix, f"{prefix}-sari", PASSWORD, folder, *map(str, more)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=1200)
        return [list(map(int, line.split()[1:])) for line in done.stdout.splitlines() if line.startswith(mode + " ")]

    def fresh(self, name):
        folder = os.path.join(self.place, name)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        return folder


def read_requests(folder):
    """(method, path, body file, coding) of each recorded request."""
    with open(os.path.join(folder, "requests"), encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            request, coding = line.rstrip("\n").split("\t")
            method, path = request.split(" ", 1)
            yield method, path, os.path.join(folder, str(number)), coding


def run_curl(server, account, folder, requests):
    """One curl, one connection, one request after another, answers to files. Seconds."""
    config = os.path.join(folder, "curl.config")
    with open(config, "w", encoding="utf-8") as file:
        for number, (method, path, body, coding) in enumerate(requests):
            if number > 0:
                file.write("next\n")
            file.write(f'url = "{server.address.rstrip("/")}{path}"\nuser = "{account}:{PASSWORD}"\n'
                       f'output = "{folder}/answer-{number}"\nsilent\nfail\n')
            if method == "POST":
                file.write(f'data-binary = "@{body}"\nheader = "Content-Type: application/json"\n')
                if coding:
                    file.write(f'header = "Content-Encoding: {coding}"\n')
    start = time.monotonic()
    subprocess.run(["curl", "--config", config], check=True, timeout=1200)
    return time.monotonic() - start


def measure_pull(bench, server):
    account = server.fill()
    say("sync: first pull, the pages that it asks for")
    record = server.fresh("pull-record")
    server.run("pull", "gaungbench", server.fresh("pull"), record)
    pages = [request for request in read_requests(record) if "/_changes" in request[1] or "_all_docs" in request[1]]
    ours, beside = [], []
    for turn in range(TURNS):
        say(f"sync: first pull, turn {turn + 1} of {TURNS}")
        beside.append(run_curl(server, account, server.fresh("pull-curl"), pages))
        ours += server.run("pull", "gaungbench", server.fresh("pull"))
    seconds = [turn[0] / 1e6 for turn in ours]
    ratio = statistics.median(a / b for a, b in zip(seconds, beside))
    per_document = statistics.median(turn[1] / turn[2] for turn in ours)
    memory = statistics.median((turn[4] - turn[3]) / 1024 for turn in ours)
    bench.add(f"first pull of {N_PULL:,} complaints of 1 kB: fetched, stored, indexed, encrypted",
              f"{statistics.median(seconds):.1f} s", f"curl, the same {len(pages)} pages to files {statistics.median(beside):.1f} s",
              f"{ratio:.2f} ×", "≤ 1.3 ×", ratio <= 1.3)
    bench.add("the same, processor time a document (all threads)", f"{per_document:.0f} µs", "", "", "≤ 120 µs", per_document <= 120)
    bench.add("the same, memory above idle at its highest", f"{memory:.0f} MiB", "", "", "≤ 60 MiB", memory <= 60)
    measure_pouch(bench, server, account, statistics.median(seconds))


def measure_pouch(bench, server, account, ours):
    if not os.environ.get("GAUNG_POUCHDB") or not shutil.which("node"):
        say("sync: GAUNG_POUCHDB names no folder with PouchDB (npm install pouchdb), or there is no node: not measured")
        return
    source = f"http://{account}:{PASSWORD}@{server.admin.host}:{server.admin.port}/gaungbench-agency-dlh"
    times = {}
    for batch in (100, 1000):
        say(f"sync: PouchDB, batches of {batch}")
        folder = server.fresh("pouch")
        done = subprocess.run(["node", "-e", POUCH, "--", source, os.path.join(folder, "db"), str(batch)],
                              stdout=subprocess.PIPE, text=True, check=True, timeout=3600)
        words = next(line for line in done.stdout.splitlines() if line.startswith("pouch ")).split()
        assert int(words[3]) >= N_PULL, words
        times[batch] = int(words[1]) / 1e6
    best = min(times.values())
    bench.add("the same, beside PouchDB (LevelDB, not encrypted)", f"{ours:.1f} s",
              "; ".join(f"batches of {batch}: {value:.0f} s" for batch, value in times.items()),
              f"{best / ours:.1f} × as fast as the quicker", "≥ 5 ×", best / ours >= 5)


def measure_push(bench, server):
    queued = server.fresh("push-queued")
    account = server.account("gaungpush")
    subprocess.run([server.tool, "queue", server.address, "gaungpush", account, PASSWORD, queued, str(N_PUSH)], check=True)
    # Whoever records also stores, so everything is taken away between.
    provisioner = couch.Provisioner(server.admin, "gaungpush", ["dlh"])

    def start_anew():
        provisioner.remove()
        provisioner.run()

    def copy():
        folder = server.fresh("push")
        shutil.copy(os.path.join(queued, "push.db"), folder)
        return folder

    start_anew()
    record = server.fresh("push-record")
    server.run("push", "gaungpush", copy(), record)
    posts = [request for request in read_requests(record) if request[0] == "POST" and "_bulk_docs" in request[1]]
    ours, beside, cpu = [], [], []
    for turn in range(TURNS):
        say(f"sync: sending, turn {turn + 1} of {TURNS}")
        start_anew()
        beside.append(run_curl(server, account, server.fresh("push-curl"), posts))
        start_anew()
        (time_us, cpu_us, sent), = server.run("push", "gaungpush", copy())
        assert sent == N_PUSH, sent
        ours.append(time_us / 1e6)
        cpu.append(cpu_us / sent)
    provisioner.remove()
    ratio = statistics.median(a / b for a, b in zip(ours, beside))
    bench.add(f"{N_PUSH:,} queued complaints sent, each with its receipt", f"{statistics.median(ours):.1f} s",
              f"curl posting the same {len(posts)} bodies {statistics.median(beside):.1f} s",
              f"{ratio:.2f} × ({statistics.median(cpu):.0f} µs of processor each)", "≤ 1.3 ×", ratio <= 1.3)


def measure_latency(bench, server):
    server.provision("gaunglatency")
    say("sync: from desk to desk")
    lines = server.run("latency", "gaunglatency", server.fresh("latency"), N_LATENCY)
    times = sorted(line[0] / 1000 for line in lines)
    couch.Provisioner(server.admin, "gaunglatency", ["dlh"]).remove()
    middle = statistics.median(times)
    bench.add("a change written at one desk is known in the main loop of another",
              f"median {middle:.0f} ms (95th percentile {times[int(len(times) * 0.95)]:.0f}, n = {len(times)})", "", "",
              "median < 100 ms", middle < 100)


def measure_idle(bench, server):
    server.provision("gaungidle")
    say(f"sync: {IDLE_SECONDS} s of rest")
    (requests, databases, seconds, cpu), = server.run("idle", "gaungidle", server.fresh("idle"), IDLE_SECONDS)
    couch.Provisioner(server.admin, "gaungidle", ["dlh"]).remove()
    rate = requests * 3600 / seconds / databases
    # A poll of a minute may begin or end just inside.
    bench.add(f"requests while nothing happens, an hour and database (from {seconds} s)", f"{rate:.0f}",
              f"{requests} for {databases} databases, {cpu / 1000:.0f} ms of processor", "", "≤ 60", rate <= 60)


def measure_stall(bench, server):
    """The application itself with its window, while it takes in the first 100,000."""
    server.fill()
    folder = os.path.join(server.fresh("stall"), "workspace")
    password = os.path.join(server.place, "stall", "password")
    with open(password, "w", encoding="utf-8") as file:
        file.write(PASSWORD + "\n")
    os.chmod(password, 0o600)
    subprocess.run([bench.program("gaungctl"), "--workspace", folder, "connect", server.address, "--user", "gaungbench-sari",
                    "--password-file", password, "--prefix", "gaungbench"], check=True, stdout=subprocess.DEVNULL)
    say("sync: first pull under the eyes of the watchdog")
    command = [bench.program("gaung"), "--workspace", folder, "--area", "complaints"]
    with subprocess.Popen(command, env={**os.environ, "GAUNG_WATCHDOG": "16"}, stderr=subprocess.PIPE, text=True) as program:
        counted, calm = -1, 0
        while calm < 3:
            time.sleep(5)
            now = os.path.getsize(os.path.join(folder, "store.db"))
            calm = calm + 1 if now == counted else 0
            counted = now
        program.terminate()
        lines = program.stderr.read().splitlines()
    stalls = [line for line in lines if line.startswith("watchdog: busy")]
    total = next((line for line in lines if line.startswith("watchdog:") and "turns" in line), "")
    # busy for B us: W at work, Q waiting for a processor
    times = [(int(words[3]), int(words[5]), int(words[8])) for words in (line.split() for line in stalls)]
    # The first second makes the window; that is a start, not a pull.
    own = [(busy - queue) / 1000 for busy, _, queue in times if busy - queue > 16_000]
    say("\n".join(stalls[:60]))
    say(f"sync: the store grew to {counted / 1e6:.0f} MB; {total}")
    bench.add("the application's main loop from its start to the end of a first pull of 100,000, longer than 16 ms in one turn",
              f"{len(own)} turns, longest {max(own, default=0):.0f} ms (the start of the window included); "
              f"with the waiting for a processor that others had, {len(times)}", "", "", "0 in the pull", None)


def measure(bench, parts):
    url = os.environ.get("GAUNG_TEST_COUCHDB")
    if not url:
        say("sync: GAUNG_TEST_COUCHDB names no server: not measured")
        return
    server = Server(url, os.path.join(bench.place, "sync"), bench.tool("bench-sync"))
    for name, part in (("pull", measure_pull), ("push", measure_push), ("latency", measure_latency), ("idle", measure_idle), ("stall", measure_stall)):
        if not parts or name in parts:
            part(bench, server)
