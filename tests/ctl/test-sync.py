#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the real gaungctl against a server: provision, connect, sync, outbox, receipts, conflicts, sign-out.

Usage: test-sync.py PATH-OF-GAUNGCTL PATH-OF-COUCH-SERVER VALIDATE.JS. Prints TAP. Every test_* function is one case; each
runs against the double, and, where GAUNG_TEST_COUCHDB=http://admin:password@127.0.0.1:5984 is set, once more against that
server (but for those that stop the server), under a prefix of its own.
"""

import json
import os
import queue
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.parse

OK, REFUSED, USAGE, WORKSPACE, NOT_FOUND, STORAGE, INTERRUPTED, SERVER, ACCOUNT = range(9)
GAUNGCTL, COUCH_SERVER, VALIDATE = (os.path.abspath(path) for path in sys.argv[1:4])
TIMEOUT = 300

scratch = tempfile.mkdtemp(prefix='gaungctl-sync-')
os.chmod(scratch, 0o700)
environment = {k: v for k, v in os.environ.items()
               if k in ('PATH', 'LD_LIBRARY_PATH', 'ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS')}
environment.update(HOME=scratch, XDG_DATA_HOME=os.path.join(scratch, 'data'), XDG_RUNTIME_DIR=scratch,
                   XDG_CONFIG_HOME=os.path.join(scratch, 'config'), XDG_CACHE_HOME=os.path.join(scratch, 'cache'),
                   LANG='C.UTF-8', LANGUAGE='C', G_DEBUG='fatal-warnings', GIO_USE_PROXY_RESOLVER='dummy',
                   DBUS_SESSION_BUS_ADDRESS='unix:path=' + os.path.join(scratch, 'no-bus'))


def secret_file(name, text):
    path = os.path.join(scratch, name)
    with open(path, 'w') as f:
        f.write(text + '\n')
    os.chmod(path, 0o600)
    return path


PASSPHRASE = secret_file('passphrase', 'kata sandi yang panjang')
WRONG = secret_file('wrong', 'salah sekali')


class Result:
    def __init__(self, done):
        self.status, self.out, self.err = done.returncode, done.stdout.decode(), done.stderr.decode()
        self.lines = [json.loads(line) for line in self.out.split('\n') if line.startswith('{')]


def run(*arguments, workspace=None, stdin=''):
    command = [GAUNGCTL, '--passphrase-file', PASSPHRASE]
    if workspace:
        command += ['--workspace', workspace]
    return Result(subprocess.run(command + list(arguments), input=stdin.encode(), capture_output=True, timeout=TIMEOUT,
                                 env=environment))


def expect(result, status):
    assert result.status == status, \
        f'status {result.status} instead of {status}\n--- out\n{result.out[:3000]}\n--- err\n{result.err[:3000]}'
    return result


def equal(actual, expected):
    assert actual == expected, f'{actual!r} instead of {expected!r}'


def contains(text, part):
    assert part in text, f'{part!r} is not in {text[:3000]!r}'


def lacks(text, part):
    assert part not in text, f'{part!r} is in {text[:3000]!r}'


class World:
    """One server, provisioned: agencies dpupr and dlh; budi and bima of dpupr, siti of dlh, ratna who coordinates."""

    def __init__(self, real):
        self.process = None
        self.number = 0
        self.prefix = 'gaung'
        if real:
            parts = urllib.parse.urlsplit(real)
            self.address = f'http://{parts.hostname}:{parts.port or 5984}/'
            self.administrator = parts.username
            self.admin_file = secret_file('admin', urllib.parse.unquote(parts.password))
            self.prefix = 'gaungctl' + secrets.token_hex(4)
        else:
            self.process = subprocess.Popen([COUCH_SERVER, VALIDATE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
            self.address = self.process.stdout.readline().decode().strip()
            self.administrator = 'admin'
            self.admin_file = secret_file('admin', 'secret')
        self.real = real
        expect(self.provision('--agency', 'dpupr', '--agency', 'dlh'), OK)
        for who, *roles in (('budi', 'agency-dpupr'), ('bima', 'agency-dpupr'), ('siti', 'agency-dlh'), ('ratna', 'coordinator')):
            self.add(who, *roles)

    def add(self, who, *roles):
        arguments = [argument for role in roles for argument in ('--role', role)]
        expect(self.provision('--add-user', self.name(who), '--user-password-file', self.password(who), *arguments), OK)

    def name(self, who):
        return f'{self.prefix}-{who}'

    def password(self, who):
        return secret_file('password-' + who, 'rahasia ' + who)

    def provision(self, *arguments):
        return run('provision', self.address, '--admin-user', self.administrator, '--password-file', self.admin_file,
                   '--prefix', self.prefix, *arguments)

    def tell(self, line):
        self.process.stdin.write((line + '\n').encode())
        self.process.stdin.flush()
        equal(self.process.stdout.readline(), b'done\n')

    def fresh(self):
        self.number += 1
        return os.path.join(scratch, f'ws-{self.prefix}-{self.number}')

    def connect(self, who, *arguments, workspace=None, password=None):
        return run('connect', self.address, '--user', self.name(who), '--password-file', password or self.password(who),
                   '--prefix', self.prefix, '--person', who.title(), *arguments, workspace=workspace)

    def desk(self, who):
        """A connected workspace that has read everything."""
        desk = Desk(self, who, self.fresh())
        expect(self.connect(who, workspace=desk.workspace), OK)
        desk.sync()
        return desk

    def end(self):
        for who in ('budi', 'bima', 'siti', 'ratna', 'tamu', 'pindah'):
            if self.real:
                self.delete(f'_users/org.couchdb.user:{self.name(who)}', True)
        for database in ('directory', 'common', 'identity', 'agency-dpupr', 'agency-dlh'):
            if self.real:
                self.delete(f'{self.prefix}-{database}', False)
        if self.process:
            self.process.stdin.close()
            equal(self.process.wait(timeout=60), 0)

    def delete(self, path, is_document):
        sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'server'))
        sys.dont_write_bytecode = True
        from couch import Couch
        admin = Couch(self.real)
        if is_document:
            path += '?rev=' + str(admin.get('/' + path)[1].get('_rev'))
        admin.send('DELETE', '/' + path)


class Desk:
    def __init__(self, world, who, workspace):
        self.world, self.who, self.workspace = world, who, workspace

    def run(self, *arguments, stdin=''):
        return run(*arguments, workspace=self.workspace, stdin=stdin)

    def try_sync(self, *arguments):
        return self.run('sync', '--json', '--password-file', self.world.password(self.who), *arguments)

    def sync(self, status=OK):
        result = expect(self.try_sync(), status)
        self.summary = result.lines[-1]
        equal(self.summary['event'], 'summary')
        return result

    def put(self, **members):
        document = {'type': 'complaint', 'title': 'Lampu mati', 'text': 'Sudah tiga malam.', 'state': 'new', 'channel': 'web',
                    'received_at': '2026-11-23T02:00:00.000Z', 'agency': 'dpupr'}
        if '_id' in members or 'type' in members:
            document = {}
        document.update(members)
        return expect(self.run('put', stdin=json.dumps(document) + '\n'), OK).out.strip()

    def get(self, identifier):
        return expect(self.run('query', '--json', 'is:any'), OK) and \
            [line for line in expect(self.run('query', '--json', 'is:any'), OK).lines if line['_id'] == identifier]

    def member(self, identifier, name):
        found = self.get(identifier)
        assert found, identifier + ' is not here'
        return found[0].get(name)

    def outbox(self):
        return expect(self.run('outbox', '--json'), OK).lines


def events(result, event):
    return [line for line in result.lines if line['event'] == event]


def test_provision(world):
    before = expect(world.provision('--agency', 'dishub', '--dry-run'), OK).out
    contains(before, f'{world.prefix}-agency-dishub: make the database')
    contains(before, 'Nothing was changed')
    contains(expect(world.provision('--dry-run'), OK).out, 'as it should be')
    user = world.name('pindah')
    password = world.password('pindah')
    add = ('--add-user', user, '--user-password-file', password, '--role', 'agency-dpupr')
    contains(expect(world.provision(*add, '--dry-run'), OK).out, f'{user}: make the account (staff, agency-dpupr)')
    lacks(expect(world.provision('--users'), OK).out, user)
    expect(world.provision(*add), OK)
    contains(expect(world.provision(*add), OK).out, 'Nothing was changed')
    contains(expect(world.provision('--users'), OK).out, f'{user}: staff, agency-dpupr')
    change = ('--change-user', user, '--role', 'agency-dlh')
    contains(expect(world.provision(*change, '--dry-run'), OK).out, 'from staff, agency-dpupr to staff, agency-dlh')
    contains(expect(world.provision('--users'), OK).out, f'{user}: staff, agency-dpupr')
    expect(world.provision(*change), OK)
    contains(expect(world.provision('--users'), OK).out, f'{user}: staff, agency-dlh')
    expect(world.provision('--block-user', user), OK)
    contains(expect(world.provision('--users'), OK).out, f'{user}: blocked')
    contains(expect(world.provision('--epoch', 'all', '--dry-run'), OK).out, f'{world.prefix}-agency-dlh: every desk')
    expect(world.provision('--change-user', user, '--role', '_admin'), SERVER)
    expect(world.provision('--change-user', user, '--block-user', user), USAGE)
    wrong = run('provision', world.address, '--admin-user', world.administrator, '--password-file', WRONG)
    contains(expect(wrong, ACCOUNT).err, 'name or password')


def test_connect_refused(world):
    workspace = world.fresh()
    rows = [
        (ACCOUNT, 'sign-in', world.connect('budi', '--json', workspace=workspace, password=WRONG)),
        (ACCOUNT, None, world.connect('budi', '--json', '--agency', 'dlh', workspace=workspace)),
        (SERVER, 'rights', run('connect', world.address, '--json', '--user', world.name('budi'), '--password-file',
                               world.password('budi'), '--prefix', 'nosuchset', workspace=workspace)),
        (SERVER, 'server', run('connect', 'http://127.0.0.1:9', '--json', '--user', 'budi', '--password-file', WRONG,
                               workspace=workspace)),
        (USAGE, None, run('connect', 'http://example.com', '--user', 'budi', '--password-file', WRONG, workspace=workspace)),
        (USAGE, None, run('connect', world.address, '--user', 'budi', workspace=workspace)),
        (USAGE, None, world.connect('budi', '--ca', PASSPHRASE, workspace=workspace)),
        (WORKSPACE, None, run('sync', workspace=workspace)),
    ]
    for status, step, result in rows:
        expect(result, status)
        failed = [line['step'] for line in result.lines if line.get('state') == 'failed']
        equal(failed, [step] if step else [])
        assert not os.path.exists(workspace), 'something was left behind'
        lacks(result.out + result.err, 'rahasia')


def test_connect(world):
    world.add('tamu')
    guest = expect(world.connect('tamu', '--json', workspace=world.fresh()), OK)
    equal([line['state'] for line in guest.lines if line.get('step') == 'rights'], ['warned'])
    workspace = world.fresh()
    result = expect(world.connect('ratna', '--json', workspace=workspace), OK)
    equal([line['state'] for line in result.lines[:6]], ['passed'] * 6)
    equal((result.lines[6]['account'], result.lines[6]['queued'], result.lines[6]['remembered']), (world.name('ratna'), 0, False))
    contains(result.lines[4]['text'], 'Coordinator')
    # Without a password store nothing of the password is on the disk.
    contains(result.err, 'no password store')
    for folder, _, files in os.walk(workspace):
        for name in files:
            with open(os.path.join(folder, name), 'rb') as f:
                assert b'rahasia' not in f.read(), name
    contains(expect(run('sync', workspace=workspace), ACCOUNT).err, 'No password is kept')


def test_one_account_a_workspace(world):
    desk = world.desk('budi')
    name = desk.put()
    # Neither another account nor the same name elsewhere gets in, and the work stays where it is.
    contains(expect(world.connect('siti', workspace=desk.workspace), WORKSPACE).err, 'another account')
    equal([item['id'] for item in desk.outbox() if item['id'] == name], [name])
    other = world.desk('siti')
    equal(other.outbox(), [])
    equal(other.get(name), [])
    # The same account again is how one signs in anew.
    expect(world.connect('budi', workspace=desk.workspace), OK)
    desk.sync()
    equal(desk.outbox(), [])
    sample = world.fresh()
    expect(run('sample', '-n', '2', workspace=sample), OK)
    contains(expect(world.connect('budi', workspace=sample), WORKSPACE).err, 'invented')


def test_send_and_receive(world):
    budi, bima, siti, ratna = (world.desk(who) for who in ('budi', 'bima', 'siti', 'ratna'))
    name = budi.put(text='Kabel menjuntai.')
    result = budi.sync()
    assert name in [line['id'] for line in events(result, 'sent')], result.out
    equal((budi.summary['sent'] >= 1, budi.summary['parked'], budi.summary['waiting']), (True, 0, 0))
    equal(budi.sync() and budi.summary['sent'], 0)
    for desk in (bima, ratna):
        received = events(desk.sync(), 'received')
        assert name in [line['id'] for line in received], received
        equal(desk.member(name, 'created_by'), world.name('budi'))
    siti.sync()
    equal(siti.get(name), [])
    receipts = expect(budi.run('receipts', '--json'), OK).lines
    mine = [line for line in receipts if line.get('id') == name]
    equal((len(mine), mine[0]['database'], mine[0]['is_new']), (1, world.prefix + '-agency-dpupr', True))
    assert mine[0]['revision'].startswith('1-') and mine[0]['written_at'] <= mine[0]['sent_at']
    equal((receipts[-1]['event'], receipts[-1]['sent'] >= 1, receipts[-1]['waiting']), ('day-close', True, 0))
    contains(expect(budi.run('receipts'), OK).out, 'Waiting: 0')
    equal(expect(budi.run('receipts', '--json', '--day', '2020-01-02'), OK).lines[-1]['sent'], 0)
    expect(budi.run('receipts', '--day', '2020-02-31'), USAGE)


def test_merge(world):
    budi, bima = world.desk('budi'), world.desk('bima')
    name = budi.put()
    budi.sync()
    bima.sync()
    budi.put(_id=name, street='Jalan Slamet Riyadi')
    bima.put(_id=name, category='penerangan')
    budi.sync()
    bima.sync()
    equal((bima.summary['merged'], bima.summary['clashed'], bima.summary['waiting']), (1, 0, 0))
    budi.sync()
    for desk in (budi, bima):
        equal((desk.member(name, 'street'), desk.member(name, 'category')), ('Jalan Slamet Riyadi', 'penerangan'))
        equal(expect(desk.run('conflicts', '--json'), OK).lines, [])
    contains(expect(budi.run('conflicts'), OK).out, 'no conflict')


def clash(world):
    budi, bima = world.desk('budi'), world.desk('bima')
    name = budi.put()
    budi.sync()
    bima.sync()
    budi.put(_id=name, street='Jalan Slamet Riyadi')
    bima.put(_id=name, street='Jalan Adi Sucipto')
    budi.sync()
    bima.sync()
    equal((bima.summary['clashed'], bima.member(name, 'street')), (1, 'Jalan Slamet Riyadi'))
    return budi, bima, name


def losers(desk, name):
    return [change['before'] for entry in expect(desk.run('query', '--json', 'type:entry', 'kind:change'), OK).lines
            if entry['parent'] == name and 'this value was not chosen' in entry.get('reason', '')
            for change in entry['changes']]


def test_conflict_mine(world):
    budi, bima, name = clash(world)
    conflicts = expect(bima.run('conflicts', 'list', '--json'), OK).lines
    equal([(c['id'], c['kind'], c['resolved_at'], [m['member'] for m in c['members']]) for c in conflicts],
          [(name, 'clash', None, ['street'])])
    number = str(conflicts[0]['number'])
    shown = expect(bima.run('conflicts', 'show', number, '--json'), OK).lines[0]['members'][0]
    equal((shown['mine'], shown['theirs'], shown['base']), ('Jalan Adi Sucipto', 'Jalan Slamet Riyadi', '–'))
    text = expect(bima.run('conflicts', 'show', number), OK).out
    contains(text, 'Jalan Adi Sucipto')
    expect(bima.run('conflicts', 'resolve', number), USAGE)
    expect(bima.run('conflicts', 'show', '999999'), NOT_FOUND)
    expect(bima.run('conflicts', 'resolve', number, '--take', 'mine'), OK)
    expect(bima.run('conflicts', 'resolve', number, '--take', 'theirs'), NOT_FOUND)
    equal(expect(bima.run('conflicts', '--json'), OK).lines, [])
    equal(len(expect(bima.run('conflicts', '--json', '--settled'), OK).lines), 1)
    bima.sync()
    budi.sync()
    for desk in (budi, bima):
        equal((desk.member(name, 'street'), losers(desk, name)), ('Jalan Adi Sucipto', ['Jalan Slamet Riyadi']))


def test_conflict_theirs(world):
    budi, bima, name = clash(world)
    number = str(expect(bima.run('conflicts', '--json'), OK).lines[0]['number'])
    expect(bima.run('conflicts', 'resolve', number, '--take', 'theirs'), OK)
    # The record was right already: only the entry goes.
    equal([item['type'] for item in bima.outbox()], ['entry'])
    bima.sync()
    budi.sync()
    for desk in (budi, bima):
        equal((desk.member(name, 'street'), losers(desk, name)), ('Jalan Slamet Riyadi', ['Jalan Adi Sucipto']))


def test_parked(world):
    budi = world.desk('budi')
    # A template of the whole city: budi has no right to write one.
    template = budi.put(type='template', name='Salam', kind='reply', text='Terima kasih.')
    name = budi.put()
    result = budi.sync(REFUSED)
    assert name in [line['id'] for line in events(result, 'sent')], result.out
    contains(result.err, template + ' is parked')
    items = budi.outbox()
    equal([(item['id'], item['state'], bool(item['code'])) for item in items if item['id'] == template], [(template, 'parked', True)])
    number = str([item['number'] for item in items if item['id'] == template][0])
    contains(expect(budi.run('outbox'), OK).out, 'parked')
    expect(budi.run('outbox', 'release', number), OK)
    budi.sync(REFUSED)
    expect(budi.run('outbox', 'discard', number), USAGE)
    for item in budi.outbox():
        expect(budi.run('outbox', 'discard', str(item['number']), '--reason', 'Bukan wewenang kami'), OK)
    budi.sync()
    equal(budi.outbox(), [])
    contains(expect(budi.run('outbox'), OK).out, 'Nothing waits')
    equal(budi.get(template), [])


def test_hold_and_export(world):
    budi = world.desk('budi')
    name = budi.put(text='Pohon tumbang di depan balai kota.')
    numbers = [str(item['number']) for item in budi.outbox()]
    expect(budi.run('outbox', 'hold', *numbers), OK)
    result = budi.sync()
    equal((events(result, 'sent'), budi.summary['waiting']), ([], len(numbers)))
    equal({item['state'] for item in budi.outbox()}, {'held'})
    rescue = os.path.join(scratch, 'rescue-' + world.prefix)
    contains(expect(budi.run('outbox', 'export', '--output', rescue), OK).err, 'in clear')
    equal(stat.S_IMODE(os.stat(rescue).st_mode), 0o600)
    with open(rescue) as f:
        text = f.read()
    equal(len(text.strip().split('\n')), len(numbers))
    contains(text, 'Pohon tumbang')
    contains(text, name)
    expect(budi.run('outbox', 'export', '--output', rescue), STORAGE)
    with open(rescue) as f:
        equal(f.read(), text)
    expect(budi.run('outbox', 'hold', 'x'), USAGE)
    expect(budi.run('outbox', 'hold', '999999'), NOT_FOUND)
    expect(budi.run('outbox', 'swallow'), USAGE)
    expect(budi.run('outbox', 'release', 'all'), OK)
    assert name in [line['id'] for line in events(budi.sync(), 'sent')]


def test_adoption(world):
    workspace = world.fresh()
    expect(run('init', '--local', '--agency', 'dpupr', '--user', 'Bima', workspace=workspace), OK)
    desk = Desk(world, 'bima', workspace)
    names = [desk.put(text=f'Sebelum ada server, nomor {i}.') for i in range(5)]
    queued = expect(world.connect('bima', '--json', workspace=workspace), OK).lines[-1]['queued']
    assert queued >= 5, queued
    desk.sync()
    equal(desk.outbox(), [])
    ratna = world.desk('ratna')
    for name in names:
        equal(ratna.member(name, 'created_by'), world.name('bima'))
    # No agency twice, though both brought some.
    codes = [line['code'] for line in expect(desk.run('query', '--json', 'type:agency', 'is:any'), OK).lines]
    equal(len(codes), len(set(codes)))


def test_hand_over(world):
    budi, siti, ratna = (world.desk(who) for who in ('budi', 'siti', 'ratna'))
    name = budi.put(text='Sampah menumpuk di pasar.', street='Jalan Veteran')
    budi.sync()
    budi.put(_id=name, state='disposed', agency='dlh')
    assert name in [line['id'] for line in events(budi.sync(), 'sent')]
    carried = [line['id'] for line in events(ratna.sync(), 'carried')]
    assert name in carried, carried
    assert name in [line['id'] for line in events(siti.sync(), 'received')]
    equal((siti.member(name, 'text'), siti.member(name, 'state'), siti.member(name, 'created_by')),
          ('Sampah menumpuk di pasar.', 'disposed', world.name('budi')))
    # What the first agency keeps is what it needs to recognise it.
    budi.sync()
    left = budi.get(name)[0]
    equal((left['state'], left['moved_to'], left.get('text'), left.get('street'), left['title']),
          ('moved', 'dlh', None, None, 'Lampu mati'))
    # Once more has nothing to carry, and the other agency goes on.
    equal(events(ratna.sync(), 'carried'), [])
    siti.put(_id=name, state='in-progress')
    siti.sync()
    ratna.sync()
    equal(ratna.member(name, 'state'), 'in-progress')


def test_sign_out(world):
    budi = world.desk('budi')
    budi.put()
    contains(expect(budi.run('sign-out'), OK).out, 'stays on this computer')
    assert os.path.exists(os.path.join(budi.workspace, 'store.db'))
    contains(expect(budi.run('sign-out', '--wipe'), REFUSED).err, 'would be lost')
    assert os.path.exists(os.path.join(budi.workspace, 'store.db'))
    expect(budi.run('sign-out', '--wipe', '--even-unsent'), OK)
    assert not os.path.exists(budi.workspace)
    local = world.fresh()
    expect(run('init', workspace=local), OK)
    contains(expect(run('sign-out', workspace=local), WORKSPACE).err, 'not connected')


def test_password_changed(world):
    siti = world.desk('siti')
    siti.put(agency='dlh')
    other = secret_file('other', 'rahasia baru')
    expect(world.provision('--change-user', world.name('siti'), '--role', 'agency-dlh', '--user-password-file', other), OK)
    try:
        deadline = time.monotonic() + 30
        while (result := siti.try_sync()).status == OK and time.monotonic() < deadline:
            siti.put(agency='dlh')
        expect(result, ACCOUNT)
        contains(result.err, 'name or password')
        assert siti.outbox(), 'the work is gone'
    finally:
        expect(world.provision('--change-user', world.name('siti'), '--role', 'agency-dlh', '--user-password-file',
                               world.password('siti')), OK)
        time.sleep(1 if world.real else 0)
    siti.sync()
    equal(siti.outbox(), [])


def test_offline(world):
    if world.real:
        return 'a server that others use is not stopped'
    budi = world.desk('budi')
    name = budi.put()
    world.tell('stop')
    try:
        result = expect(budi.try_sync(), SERVER)
        equal((result.lines[-1]['sent'], result.lines[-1]['waiting'] >= 1), (0, True))
        contains(result.err, 'cannot be reached')
    finally:
        world.tell('start')
    assert name in [line['id'] for line in events(budi.sync(), 'sent')]


class Watch:
    """A gaungctl sync --watch, whose lines are read as they come."""

    def __init__(self, desk):
        command = [GAUNGCTL, '--passphrase-file', PASSPHRASE, '--workspace', desk.workspace, 'sync', '--watch', '--json',
                   '--password-file', desk.world.password(desk.who)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
        self.events = queue.Queue()
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.events.put(json.loads(line))

    def wait_for(self, **wanted):
        """Goes past what happened before it."""
        while True:
            event = self.events.get(timeout=TIMEOUT)
            if all(event.get(key) == value for key, value in wanted.items()):
                return event

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=TIMEOUT)
        self.reader.join()
        return list(self.events.queue)


def test_watch(world):
    budi, bima = world.desk('budi'), world.desk('bima')
    watch = Watch(bima)
    try:
        watch.wait_for(event='status', phase='idle')
        name = budi.put()
        budi.sync()
        watch.wait_for(event='received', id=name)
        # What another process writes into the same workspace leaves by itself.
        back = bima.put()
        watch.wait_for(event='sent', id=back)
    finally:
        last = watch.stop()
    equal((watch.process.returncode, last[-1]['event']), (OK, 'summary'))
    budi.sync()
    assert budi.get(back)


def main():
    cases = [(name, function) for name, function in globals().items() if name.startswith('test_')]
    wanted = sys.argv[4:]
    cases = [case for case in cases if not wanted or case[0] in wanted]
    servers = [('double', None), ('real', os.environ.get('GAUNG_TEST_COUCHDB'))]
    number = failed = 0
    print(f'1..{len(cases) * len(servers)}')
    for kind, real in servers:
        world = World(real) if kind == 'double' or real else None
        for name, function in cases:
            number += 1
            if world is None:
                print(f'ok {number} {kind} {name} # SKIP GAUNG_TEST_COUCHDB names no server', flush=True)
                continue
            try:
                skipped = function(world)
                print(f'ok {number} {kind} {name}' + (f' # SKIP {skipped}' if skipped else ''), flush=True)
            except Exception:
                failed += 1
                print(f'not ok {number} {kind} {name}')
                for line in traceback.format_exc().split('\n'):
                    print('#', line, flush=True)
        if world is not None:
            world.end()
    shutil.rmtree(scratch, ignore_errors=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
