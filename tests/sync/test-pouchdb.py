#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two desks and a server of CouchDB's protocol that others wrote: pouchdb-server, from npm.

Usage: test-pouchdb.py GAUNGCTL FOLDER. FOLDER is where npm puts the server, as tests/sync/pouchdb pins it; GAUNG_POUCHDB_SERVER
names another one that has it already, which "test-pouchdb.py --install FOLDER" fills. Without node, or without npm and a folder
that is ready, it is skipped and says so. Prints TAP.

A short one: pouchdb-server runs our rules and knows accounts and readers, but not long polls, cursors after a database was
made anew, or numbers beyond doubles (and it ends when it meets some requests). What it cannot say is that it is a CouchDB, so
a front of this test says it in its place. It also puts a function around our rules, since pouchdb-server takes none that a
comment stands before, and does not tell it the name of the database.
"""

import http.client
import http.server
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback

PINNED = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'pouchdb')
TIMEOUT = 120


class Skip(Exception):
    pass


def read(*path):
    with open(os.path.join(*path), 'rb') as f:
        return f.read()


def is_ready(folder):
    marker = os.path.join(folder, 'installed-lock.json')
    return os.path.isdir(os.path.join(folder, 'node_modules', 'pouchdb-server')) and \
        os.path.exists(marker) and read(marker) == read(PINNED, 'package-lock.json')


def install(folder):
    if is_ready(folder):
        return
    if not shutil.which('npm'):
        raise Skip(f'there is no npm, and {folder} is not ready')
    os.makedirs(folder, exist_ok=True)
    for name in ('package.json', 'package-lock.json'):
        shutil.copyfile(os.path.join(PINNED, name), os.path.join(folder, name))
    # No script of a package runs: what it needs of native code comes ready, and here it keeps everything in memory.
    done = subprocess.run(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], cwd=folder, capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=600)
    if done.returncode:
        raise Skip('npm could not install it: ' + done.stderr.decode(errors='replace').strip().split('\n')[0])
    shutil.copyfile(os.path.join(PINNED, 'package-lock.json'), os.path.join(folder, 'installed-lock.json'))


def find_server(folder):
    """The folder that holds node_modules, filled where it has to be."""
    if not shutil.which('node'):
        raise Skip('there is no node')
    named = os.environ.get('GAUNG_POUCHDB_SERVER')
    if named and is_ready(named):
        return named
    install(folder)
    return folder


AROUND = ('function (newDoc, oldDoc, user) { return (', ')(newDoc, oldDoc, { db: "%s", name: user.name, roles: user.roles }); }')


def change_rules(body, change):
    document = json.loads(body)
    if 'validate_doc_update' in document:
        document['validate_doc_update'] = change(document['validate_doc_update'])
    return json.dumps(document).encode()


class Front(http.server.BaseHTTPRequestHandler):
    """Passes every request on, but says who is there as CouchDB does."""
    protocol_version = 'HTTP/1.1'
    backend = None

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        if self.command == 'GET' and self.path == '/':
            answer = b'{"couchdb":"Welcome","version":"3.3.0","uuid":"pouchdb"}'
            return self.answer(200, {'Content-Type': 'application/json'}, answer)
        headers = {name: value for name, value in self.headers.items()
                   if name.lower() not in ('connection', 'host', 'accept-encoding', 'content-length')}
        connection = http.client.HTTPConnection('127.0.0.1', self.backend, timeout=TIMEOUT)
        is_rules = '/_design/gaung' in self.path
        around = AROUND[0], AROUND[1] % self.path.split('/')[1]
        if is_rules and body:
            body = change_rules(body, lambda rules: around[0] + rules + around[1])
        connection.request(self.command, self.path, body or None, headers)
        response = connection.getresponse()
        text = response.read()
        if is_rules and self.command == 'GET':
            text = change_rules(text, lambda rules: rules[len(around[0]):-len(around[1])])
        connection.close()
        kept = {name: value for name, value in response.getheaders()
                if name.lower() in ('content-type', 'etag', 'retry-after')}
        return self.answer(response.status, kept, text)

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = do_POST = do_DELETE = pass_on

    def log_message(self, *arguments):
        pass


def find_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class World:
    def __init__(self, gaungctl, folder, scratch):
        self.gaungctl, self.scratch = gaungctl, scratch
        self.port = find_port()
        self.log = open(os.path.join(scratch, 'server.log'), 'wb')
        # The config and the log of the server end up where it is started.
        self.server = subprocess.Popen(
            ['node', '--unhandled-rejections=warn', os.path.join(folder, 'node_modules', 'pouchdb-server', 'bin', 'pouchdb-server'),
             '--in-memory', '--host', '127.0.0.1', '--port', str(self.port)],
            cwd=scratch, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        Front.backend = self.port
        self.front = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Front)
        threading.Thread(target=self.front.serve_forever, daemon=True).start()
        self.address = f'http://127.0.0.1:{self.front.server_address[1]}/'
        self.wait()
        self.environment = {key: value for key, value in os.environ.items()
                            if key in ('PATH', 'LD_LIBRARY_PATH', 'ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS')}
        self.environment.update(HOME=scratch, XDG_RUNTIME_DIR=scratch, LANG='C.UTF-8', LANGUAGE='C', G_DEBUG='fatal-warnings',
                                GIO_USE_PROXY_RESOLVER='dummy', DBUS_SESSION_BUS_ADDRESS='unix:path=' + os.path.join(scratch, 'no-bus'))
        self.passphrase = self.secret('passphrase', 'kata sandi yang panjang')

    def wait(self):
        for _ in range(TIMEOUT * 10):
            if self.server.poll() is not None:
                raise AssertionError('the server ended: ' + read(self.scratch, 'server.log').decode(errors='replace')[-2000:])
            try:
                socket.create_connection(('127.0.0.1', self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError('the server does not listen')

    def send(self, method, path, body):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=TIMEOUT)
        connection.request(method, path, json.dumps(body), {'Content-Type': 'application/json'})
        assert connection.getresponse().status in (200, 201)
        connection.close()

    def secret(self, name, text):
        path = os.path.join(self.scratch, 'secret-' + name)
        with open(path, 'w') as f:
            f.write(text + '\n')
        os.chmod(path, 0o600)
        return path

    def run(self, *arguments, workspace=None, stdin='', status=0):
        command = [self.gaungctl, '--passphrase-file', self.passphrase]
        if workspace:
            command += ['--workspace', os.path.join(self.scratch, workspace)]
        done = subprocess.run(command + list(arguments), input=stdin.encode(), capture_output=True, timeout=TIMEOUT,
                              env=self.environment)
        out, err = done.stdout.decode(), done.stderr.decode()
        assert done.returncode == status, f'{arguments}: status {done.returncode} instead of {status}\n{out[-1500:]}\n{err[-1500:]}'
        return [json.loads(line) for line in out.split('\n') if line.startswith('{')] or out

    def provision(self, *arguments):
        return self.run('provision', self.address, '--admin-user', 'admin', '--password-file', self.secret('admin', 'secret'),
                        *arguments)

    def sync(self, who):
        return self.run('sync', '--json', '--password-file', self.secret(who, 'rahasia ' + who), workspace=who)

    def get(self, who, identifier):
        found = [line for line in self.run('query', '--json', 'is:any', workspace=who) if line['_id'] == identifier]
        assert found, f'{identifier} is not at {who}'
        return found[0]

    def put(self, who, **members):
        return self.run('put', workspace=who, stdin=json.dumps(members) + '\n').strip()

    def end(self):
        self.front.shutdown()
        self.front.server_close()
        self.server.terminate()
        self.server.wait(timeout=TIMEOUT)
        self.log.close()


def test_provision(world):
    world.send('PUT', '/_config/admins/admin', 'secret')
    world.provision('--agency', 'dpupr')
    out = world.provision('--agency', 'dpupr')
    assert 'as it should be' in out, out
    for who in ('budi', 'bima'):
        world.provision('--add-user', who, '--role', 'agency-dpupr', '--user-password-file', world.secret(who, 'rahasia ' + who))


def test_connect(world):
    for who in ('budi', 'bima'):
        lines = world.run('connect', world.address, '--json', '--user', who, '--password-file',
                          world.secret(who, 'rahasia ' + who), workspace=who)
        assert [line['state'] for line in lines[:6]] == ['passed'] * 6, lines
        assert world.sync(who)[-1]['waiting'] == 0


def test_both_ways(world):
    world.name = world.put('budi', type='complaint', title='Lampu mati', text='Sudah tiga malam.', state='new', channel='web',
                           agency='dpupr', received_at='2026-11-23T02:00:00.000Z')
    summary = world.sync('budi')[-1]
    assert (summary['sent'] >= 1, summary['parked'], summary['waiting']) == (True, 0, 0), summary
    world.sync('bima')
    assert world.get('bima', world.name)['created_by'] == 'budi'
    assert world.sync('budi')[-1]['sent'] == 0


def test_merge(world):
    world.put('budi', _id=world.name, street='Jalan Slamet Riyadi')
    world.put('bima', _id=world.name, category='penerangan')
    world.sync('budi')
    summary = world.sync('bima')[-1]
    assert (summary['merged'], summary['clashed'], summary['waiting']) == (1, 0, 0), summary
    world.sync('budi')
    for who in ('budi', 'bima'):
        record = world.get(who, world.name)
        assert (record['street'], record['category']) == ('Jalan Slamet Riyadi', 'penerangan'), record


def test_refused(world):
    # The rules are in force there, too: a template of the whole city is not budi's to write.
    template = world.put('budi', type='template', name='Salam', kind='reply', text='Terima kasih.')
    lines = world.run('sync', '--json', '--password-file', world.secret('budi', 'rahasia budi'), workspace='budi', status=1)
    assert lines[-1]['parked'] >= 1, lines[-1]
    outbox = world.run('outbox', '--json', workspace='budi')
    assert template in [item['id'] for item in outbox if item['state'] == 'parked'], outbox


def main():
    cases = [(name, function) for name, function in globals().items() if name.startswith('test_')]
    gaungctl, folder = sys.argv[1], os.path.abspath(sys.argv[2])
    try:
        if gaungctl == '--install':
            install(folder)
            return 0
        folder = find_server(folder)
    except Skip as reason:
        print(f'1..0 # SKIP pouchdb-server: {reason}')
        return 0
    scratch = tempfile.mkdtemp(prefix='gaung-pouchdb-')
    world = World(os.path.abspath(gaungctl), folder, scratch)
    failed = 0
    print(f'1..{len(cases)}')
    for number, (name, function) in enumerate(cases, 1):
        try:
            function(world)
            print(f'ok {number} {name}', flush=True)
        except Exception:
            failed += 1
            print(f'not ok {number} {name}')
            for line in traceback.format_exc().split('\n'):
                print('#', line, flush=True)
    world.end()
    if failed:
        text = re.sub(r'\x1b\[\d*m', '', read(scratch, 'server.log').decode(errors='replace'))
        for line in text.split('\n')[-40:]:
            print('# server:', line)
    shutil.rmtree(scratch, ignore_errors=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
