#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules on a real CouchDB: set GAUNG_TEST_COUCHDB=http://admin:password@127.0.0.1:5984.

Makes a set of databases and accounts under a prefix of its own and removes both. With --cost it
also measures, on that server, what the rules cost."""

import base64
import hashlib
import json
import os
import secrets
import sys
import time
import uuid

sys.dont_write_bytecode = True
from couch import Couch, Provisioner, quote  # noqa: E402

PASSWORD = secrets.token_urlsafe(12)
INSTANT = '2026-11-24T02:00:00.000Z'
ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
n_cases = n_failed = 0


def report(is_right, name, detail=''):
    global n_cases, n_failed
    n_cases += 1
    n_failed += not is_right
    print(f'{"ok" if is_right else "not ok"} {n_cases} - {name}', flush=True)
    if not is_right:
        print(f'# {detail}')


def expect(name, answer, status, code=''):
    """@code: how the reason (or, where there is none, the error) begins."""
    got, body = answer
    text = str(body.get('reason', body.get('error', ''))) if isinstance(body, dict) else ''
    report(got == status and text.startswith(code), name, f'{got} {body}, not {status} {code}')
    return body


def ulid():
    return '01JD' + ''.join(secrets.choice(ALPHABET) for _ in range(22))


def document(record_type, author, **members):
    return {'_id': f'{record_type}:{ulid()}', 'type': record_type, 'schema': 1, 'created_at': INSTANT,
            'created_by': author, 'changed_at': INSTANT, 'changed_by': author,
            'change': str(uuid.uuid4()), **members}


def complaint(author, **members):
    return document('complaint', author, **{
        'title': 'Lampu mati', 'text': 'Lampu jalan mati.', 'state': 'new', 'channel': 'web',
        'received_at': INSTANT, 'agency': 'dpu', **members})


def attachment(author, data, media_type, **members):
    sha256 = hashlib.sha256(data + secrets.token_bytes(4)).hexdigest()
    result = document('attachment', author, name='berkas', media_type=media_type, size=len(data),
                      sha256=sha256)
    result['_id'] = 'attachment:' + sha256
    result['_attachments'] = {'file': {'content_type': media_type,
                                       'data': base64.b64encode(data).decode()}}
    result.update(members)
    return result


def edit(before, rev, author, **members):
    return {**before, '_rev': rev, 'changed_by': author, 'change': str(uuid.uuid4()), **members}


class Tests:
    def __init__(self, admin, prefix):
        self.admin, self.prefix = admin, prefix
        self.provisioner = Provisioner(admin, prefix, ['dpu', 'dlh'])
        self.names = []
        self.dpu, self.dlh = f'/{prefix}-agency-dpu', f'/{prefix}-agency-dlh'

    def add_account(self, name, *roles):
        full = f'{self.prefix}-{name}'
        status, body = self.admin.put(f'/_users/org.couchdb.user:{full}', {
            'name': full, 'password': PASSWORD, 'roles': list(roles), 'type': 'user'})
        assert status in (201, 202), body
        self.names.append(full)
        return self.admin.account(full, PASSWORD)

    def change_roles(self, account, *roles):
        """Waits until the server goes by it: it keeps accounts in a cache for a moment."""
        path = f'/_users/org.couchdb.user:{account.name}'
        _, user = self.admin.get(path)
        user['roles'] = list(roles)
        self.admin.put(path, user)
        for _ in range(100):
            if account.get('/_session')[1]['userCtx']['roles'] == list(roles):
                return
            time.sleep(0.05)

    def remove(self):
        self.provisioner.remove()
        for name in self.names:
            _, user = self.admin.get(f'/_users/org.couchdb.user:{name}')
            self.admin.send('DELETE', f'/_users/org.couchdb.user:{name}?rev={user.get("_rev")}')

    def save(self, account, database, doc):
        return account.put(f'{database}/{quote(doc["_id"])}', doc)

    def expect_repeat(self, name, answer, rev):
        """A conflict; or, from a node of a cluster that does not have it yet, the same revision."""
        status, body = answer
        report(status == 409 or (status in (201, 202) and body['rev'] == rev), name, answer)

    def expect_refusal(self, name, send, code):
        """On a cluster the answer may come from a node that does not have the last revision yet."""
        for _ in range(50):
            answer = send()
            if answer[0] != 409:
                break
            time.sleep(0.1)
        expect(name, answer, 403, code)

    def run(self):
        self.test_provision()
        self.budi = self.add_account('budi', 'staff', 'agency-dpu')
        self.siti = self.add_account('siti', 'staff', 'agency-dlh')
        self.ratna = self.add_account('ratna', 'staff', 'coordinator')
        self.boss = self.add_account('boss', 'staff', 'admin')
        self.blocked = self.add_account('blocked')
        self.restorer = self.add_account('restorer', 'replicator', 'agency-dpu')
        for test in (self.test_reading, self.test_writing, self.test_side_doors, self.test_bulk,
                     self.test_hostile,
                     self.test_history, self.test_files, self.test_hand_over, self.test_directory,
                     self.test_roles, self.test_replication):
            test()

    def test_provision(self):
        report(len(self.provisioner.run()) == 5 * 4, 'provision does everything',
               self.provisioner.changes)
        report(self.provisioner.run() == [], 'twice changes nothing', self.provisioner.changes)
        broken = Provisioner(self.admin, self.prefix, ['dpu', 'dlh'], 'function (a) { nothing(); }')
        try:
            broken.run()
            report(False, 'a broken function is found before it does harm')
        except AssertionError:
            report(True, 'a broken function is found before it does harm')
        _, names = self.admin.get('/_all_dbs')
        left = [name for name in names if name.startswith(f'{self.prefix}-provision-')]
        report(left == [], 'nothing is left of the trial', left)

    def test_reading(self):
        rows = [
            ('anonymous', self.admin.anonymous(), self.dpu, 401),
            ('staff of the agency', self.budi, self.dpu, 200),
            ('staff of another agency', self.siti, self.dpu, 403),
            ('a coordinator', self.ratna, self.dpu, 200),
            ('blocked', self.blocked, self.dpu, 403),
            ('identity by staff', self.budi, f'/{self.prefix}-identity', 403),
            ('identity by a coordinator', self.ratna, f'/{self.prefix}-identity', 200),
            ('common by staff', self.siti, f'/{self.prefix}-common', 200),
            ('directory by staff', self.siti, f'/{self.prefix}-directory', 200),
            ('directory when blocked', self.blocked, f'/{self.prefix}-directory', 403),
        ]
        for name, account, database, status in rows:
            expect(f'read: {name}', account.get(database + '/_all_docs?limit=0'), status)

    def test_writing(self):
        doc = complaint(self.budi.name)
        first = rev = expect('a complaint', self.save(self.budi, self.dpu, doc), 201)['rev']
        self.expect_repeat('the same again', self.save(self.budi, self.dpu, doc), rev)
        expect('at another agency', self.save(self.budi, self.dlh, doc), 403, 'You are not allowed')
        path = f'{self.dpu}/{quote(doc["_id"])}?rev={rev}'
        self.expect_refusal('deletion', lambda: self.budi.send('DELETE', path), 'E_DELETE: ')
        self.expect_refusal('deletion by an administrator',
                            lambda: self.admin.send('DELETE', path), 'E_DELETE: ')
        self.expect_refusal('a state without its time', lambda: self.save(
            self.budi, self.dpu, edit(doc, rev, self.budi.name, state='answered')), 'E_STATE: ')
        answered = edit(doc, rev, self.budi.name, state='answered', answered_at=INSTANT)
        rev = expect('answered', self.save(self.budi, self.dpu, answered), 201)['rev']
        expect('a stale revision is a conflict before it is a refusal',
               self.save(self.budi, self.dpu, edit(doc, first, self.budi.name)), 409)
        self.expect_refusal('back to new', lambda: self.save(
            self.budi, self.dpu, edit(doc, rev, self.budi.name)), 'E_STATE: ')
        expect('in another name',
               self.save(self.budi, self.dpu, complaint(self.siti.name)), 403, 'E_AUTHOR: ')
        self.expect_refusal('created_by altered by a coordinator', lambda: self.save(
            self.ratna, self.dpu, edit(answered, rev, self.ratna.name,
                                       created_by=self.ratna.name)), 'E_STAMP: ')
        expect('a newer schema',
               self.save(self.budi, self.dpu, complaint(self.budi.name, schema=2)), 403, 'E_SCHEMA: ')
        expect('an unknown revision of an unknown id', self.save(
            self.budi, self.dpu, complaint(self.budi.name, _rev='1-' + 'a' * 32)), 409)
        expect('an own design document', self.budi.put(f'{self.dpu}/_design/x', {}), 403)

    def test_side_doors(self):
        """Everything but the front door: what else CouchDB lets an account try."""
        doc = complaint(self.budi.name)
        rev = self.save(self.budi, self.dpu, doc)[1]['rev']
        path = f'{self.dpu}/{quote(doc["_id"])}'
        for name, account in (('staff', self.budi), ('a coordinator', self.ratna)):
            tries = [
                ('other members', 'PUT', '/_security', {'members': {'roles': []}}),
                ('a purge', 'POST', '/_purge', {doc['_id']: [rev]}),
                ('an index', 'POST', '/_index', {'index': {'fields': ['name']}, 'ddoc': 'x'}),
                ('fewer revisions', 'PUT', '/_revs_limit', 1),
                ('a compaction', 'POST', '/_compact', {}),
                ('rules by bulk', 'POST', '/_bulk_docs',
                 {'docs': [{'_id': '_design/y', 'validate_doc_update': 'function () {}'}]}),
                ('rules as a branch', 'POST', '/_bulk_docs', {'new_edits': False, 'docs': [
                    {'_id': '_design/gaung', '_rev': '9-' + 'f' * 32}]}),
                ('deletion by bulk', 'POST', '/_bulk_docs', {'docs': [
                    {'_id': doc['_id'], '_rev': rev, '_deleted': True}]}),
                ('a deleted branch', 'POST', '/_bulk_docs', {'new_edits': False, 'docs': [
                    {'_id': doc['_id'], '_rev': '9-' + 'f' * 32, '_deleted': True}]}),
                ('a branch with its ancestors', 'PUT', f'/{quote(doc["_id"])}?new_edits=false', {
                    **doc, '_rev': '2-' + 'e' * 32,
                    '_revisions': {'start': 2, 'ids': ['e' * 32, rev[2:]]}}),
                ('a file at nothing', 'PUT', f'/{quote("complaint:" + ulid())}/file', 'x'),
            ]
            for what, method, tail, body in tries:
                status, answer = account.send(method, self.dpu + tail, body)
                rows = answer if isinstance(answer, list) else [answer]
                # CouchDB answers some of what it does not allow with 500; below, what came of it.
                report(status >= 400 or (status == 201 and len(rows) == 1 and rows[0].get(
                    'error') in ('forbidden', 'unauthorized')), f'{what} by {name}', (status, answer))
            self.expect_refusal(f'a copy by {name}', lambda: account.send(
                'COPY', path, more={'Destination': quote('person:' + ulid())}), 'E_')
            expect(f'rights for oneself by {name}', account.put(
                f'/_users/org.couchdb.user:{account.name}', {
                    **account.get(f'/_users/org.couchdb.user:{account.name}')[1],
                    'roles': ['_admin', 'staff', 'admin']}), 403)
        for name, account in (('staff of another agency', self.siti), ('blocked', self.blocked),
                              ('anonymous', self.admin.anonymous())):
            for where, tail, body in (('a record', '/' + quote(complaint('x')['_id']), complaint('x')),
                                      ('_local', '/_local/x', {'a': 1})):
                answer = account.put(self.dpu + tail, body)
                report(answer[0] in (401, 403), f'{where} by {name}', answer)
        report(self.budi.get(path)[1].get('_rev') == rev, 'and the record stands as it was')
        _, designs = self.admin.get(f'{self.dpu}/_design_docs')
        report([row['id'] for row in designs['rows']] == ['_design/gaung']
               and self.admin.get(f'{self.dpu}/_revs_limit')[1] == 1000
               and self.provisioner.run() == [], 'and so does the database', designs)

    def test_bulk(self):
        good, bad = complaint(self.budi.name), complaint(self.budi.name, channel='telegram')
        other = document('entry', self.budi.name, parent=good['_id'], kind='note', text='Ada.')
        status, rows = self.budi.post(f'{self.dpu}/_bulk_docs', {'docs': [good, bad, other]})
        report(status == 201 and [row['id'] for row in rows] == [good['_id'], bad['_id'], other['_id']],
               'bulk: answers in the order of the request', rows)
        report('rev' in rows[0] and 'rev' in rows[2] and rows[1].get('error') == 'forbidden'
               and rows[1]['reason'].startswith('E_MEMBER: channel'),
               'bulk: one refusal leaves its neighbours alone', rows)

    def test_hostile(self):
        def raw(name, status, code, members, account=None):
            doc = complaint((account or self.budi).name)
            text = json.dumps(doc)[:-1] + ',' + members + '}'
            return expect('hostile: ' + name, (account or self.budi).send(
                'PUT', f'{self.dpu}/{quote(doc["_id"])}', text.encode()), status, code)

        raw('1,000 levels', 403, 'E_DEPTH: ', '"x":' + '[' * 1000 + ']' * 1000)
        raw('17 levels', 403, 'E_DEPTH: ', '"x":' + '[' * 16 + ']' * 16)
        raw('16 levels', 201, '', '"x":' + '[' * 15 + ']' * 15)
        raw('100,000 levels', 500, '', '"x":' + '[' * 100000 + ']' * 100000)
        raw('1 MB', 403, 'E_SIZE: ', '"x":"' + 'a' * 1048577 + '"')
        raw('NUL', 403, 'E_TEXT: ', '"street":"a\\u0000b"')
        raw('NUL in a name', 403, 'E_MEMBER: ', '"a\\u0000b":1')
        raw('half a character', 400, '', '"street":"\\ud800"')
        raw('__proto__', 400, '', '"__proto__":{"roles":["_admin"]}')
        raw('__proto__ below', 403, 'E_MEMBER: ', '"x":{"__proto__":{"roles":["_admin"]}}')
        raw('constructor', 201, '', '"constructor":{"prototype":1}')
        raw('2^53 + 1', 403, 'E_NUMBER: ', '"x":9007199254740993')
        raw('10^300', 403, 'E_NUMBER: ', '"x":1e300')
        raw('a member twice, the last one wrong', 403, 'E_MEMBER: title', '"title":1')
        body = raw('a member twice, the last one right', 201, '', '"title":"Kedua"')
        report(self.budi.get(f'{self.dpu}/{quote(body["id"])}')[1].get('title') == 'Kedua',
               'hostile: the last one is what is kept')
        report(self.save(self.budi, self.dpu, complaint(self.budi.name))[0] == 201,
               'hostile: and the server goes on')

    def test_history(self):
        entry = document('entry', self.budi.name, parent='complaint:' + ulid(), kind='note',
                         text='Sudah ditelepon.')
        rev = expect('an entry', self.save(self.budi, self.dpu, entry), 201)['rev']
        self.expect_refusal('an entry altered by its author', lambda: self.save(
            self.budi, self.dpu, edit(entry, rev, self.budi.name, text='Belum.')), 'E_APPEND: ')
        expect('an entry in the name of a colleague', self.save(
            self.budi, self.dpu, document('entry', self.ratna.name, parent=entry['parent'],
                                          kind='note', text='Ya.')), 403, 'E_AUTHOR: ')
        forged = {**entry, '_rev': '2-' + 'f' * 32, 'text': 'Palsu.',
                  '_revisions': {'start': 2, 'ids': ['f' * 32, rev[2:]]}}
        status, rows = self.budi.post(f'{self.dpu}/_bulk_docs', {'new_edits': False, 'docs': [forged]})
        report(status == 201 and rows and rows[0].get('reason', '').startswith('E_NEW_EDITS: '),
               'a forged branch', rows)
        rival = {**complaint(self.budi.name), '_rev': '1-' + 'f' * 32}
        _, rows = self.budi.post(f'{self.dpu}/_bulk_docs', {'new_edits': False, 'docs': [rival]})
        report(rows and rows[0].get('reason', '').startswith('E_NEW_EDITS: '), 'a forged root', rows)
        old = {**complaint(self.siti.name, state='done'), '_rev': '5-' + 'a' * 32}
        _, rows = self.restorer.post(f'{self.dpu}/_bulk_docs', {'new_edits': False, 'docs': [old]})
        report(rows == [], 'what an operator brings back', rows)

    def test_files(self):
        jpeg = attachment(self.budi.name, b'\xff\xd8\xff' * 100, 'image/jpeg')
        rev = expect('file: a picture', self.save(self.budi, self.dpu, jpeg), 201)['rev']
        expect('file: a text, which the server compresses', self.save(
            self.budi, self.dpu, attachment(self.budi.name, b'a' * 5000, 'text/plain')), 201)
        expect('file: shorter than its record says', self.save(
            self.budi, self.dpu, attachment(self.budi.name, b'abc', 'image/jpeg', size=4)),
            403, 'E_FILE: ')
        expect('file: without bytes', self.save(
            self.budi, self.dpu, attachment(self.budi.name, b'abc', 'image/jpeg', _attachments={})),
            403, 'E_FILE: ')
        self.expect_refusal('file: exchanged', lambda: self.budi.send(
            'PUT', f'{self.dpu}/{quote(jpeg["_id"])}/file?rev={rev}', b'other', 'image/jpeg'), 'E_')
        whole = attachment(self.budi.name, b'\x89PNG' * 50, 'image/png')
        stub = {**whole, '_attachments': {'file': {'content_type': 'image/png', 'length': 200,
                                                   'follows': True}}}
        body = (b'--b\r\nContent-Type: application/json\r\n\r\n' + json.dumps(stub).encode()
                + b'\r\n--b\r\n\r\n' + b'\x89PNG' * 50 + b'\r\n--b--')
        expect('file: in one request of two parts', self.budi.send(
            'PUT', f'{self.dpu}/{quote(whole["_id"])}', body, 'multipart/related;boundary=b'), 201)
        doc = complaint(self.budi.name)
        rev = self.save(self.budi, self.dpu, doc)[1]['rev']
        self.expect_refusal('file: at a complaint', lambda: self.budi.send(
            'PUT', f'{self.dpu}/{quote(doc["_id"])}/file?rev={rev}', b'x', 'image/jpeg'), 'E_')

    def test_hand_over(self):
        doc = complaint(self.budi.name)
        rev = self.save(self.budi, self.dpu, doc)[1]['rev']
        passed = edit(doc, rev, self.budi.name, agency='dlh', disposed_from='dpu', state='disposed',
                      disposed_at=INSTANT)
        rev = expect('passed on', self.save(self.budi, self.dpu, passed), 201)['rev']
        self.expect_refusal('and then no longer theirs', lambda: self.save(
            self.budi, self.dpu, edit(passed, rev, self.budi.name, title='Lain')), 'E_ROLE: ')
        carried = {key: value for key, value in passed.items() if key != '_rev'}
        carried['carried_by'] = self.ratna.name
        there = expect('carried', self.save(self.ratna, self.dlh, carried), 201)['rev']
        self.expect_repeat('carried once more', self.save(self.ratna, self.dlh, carried), there)
        moved = edit(passed, rev, self.ratna.name, state='moved', moved_to='dlh', text='')
        self.expect_refusal('moved with its text', lambda: self.save(
            self.ratna, self.dpu, {**moved, 'text': 'a'}), 'E_PERSONAL: ')
        rev = expect('moved', self.save(self.ratna, self.dpu, moved), 201)['rev']
        expect('the other agency works on it', self.save(
            self.siti, self.dlh, edit(carried, self.siti.get(f'{self.dlh}/{quote(doc["_id"])}')[1]['_rev'],
                                      self.siti.name, state='in-progress')), 201)
        back = edit({**passed, 'agency': 'dpu', 'state': 'verified'}, rev, self.ratna.name)
        self.expect_refusal('brought back by staff', lambda: self.save(self.budi, self.dpu, {
            **back, 'changed_by': self.budi.name}), 'E_MOVED: ')
        expect('brought back', self.save(self.ratna, self.dpu, back), 201)

    def test_directory(self):
        directory = f'/{self.prefix}-directory'
        agency = document('agency', self.boss.name, code='dpu', name='Dinas Pekerjaan Umum')
        expect('directory: an agency by an administrator', self.save(self.boss, directory, agency), 201)
        expect('directory: by a coordinator', self.save(self.ratna, directory, {
            **agency, '_id': 'agency:' + ulid()}), 403, 'E_ROLE: ')
        _, row = self.siti.get(f'{directory}/{quote("database:" + self.dpu[1:])}')
        report(row.get('role') == 'agency-dpu' and len(row.get('epoch', '')) == 36,
               'directory: everybody reads the epochs', row)
        self.expect_refusal('directory: the epoch changed by staff', lambda: self.save(
            self.siti, directory, edit(row, row['_rev'], self.siti.name, epoch=str(uuid.uuid4()))),
            'E_ROLE: ')
        expect('directory: by the operator', self.save(self.admin, directory, edit(
            row, row['_rev'], self.admin.name, epoch=str(uuid.uuid4()))), 201)
        common = f'/{self.prefix}-common'
        expect('template of the city by staff', self.save(self.budi, common, document(
            'template', self.budi.name, name='a', text='b')), 403, 'E_ROLE: ')
        expect('own template', self.save(self.budi, common, document(
            'template', self.budi.name, name='a', text='b', owner=self.budi.name)), 201)
        expect('complaint in common', self.save(self.budi, common, complaint(self.budi.name)),
               403, 'E_DATABASE: ')
        expect('identity', self.save(self.ratna, f'/{self.prefix}-identity', document(
            'person', self.ratna.name, name='Contoh')), 201)

    def test_roles(self):
        guest = self.add_account('guest', 'staff', 'agency-dpu')
        expect('before', self.save(guest, self.dpu, complaint(guest.name)), 201)
        self.change_roles(guest, 'agency-dpu')
        expect('no longer staff', self.save(guest, self.dpu, complaint(guest.name)), 403, 'E_ROLE: ')
        self.change_roles(guest)
        expect('no longer a member', self.save(guest, self.dpu, complaint(guest.name)), 403, 'You are')
        expect('not even reading', guest.get(self.dpu), 403)

    def test_replication(self):
        """A backup is brought back into a new database with the rules already in place. Records
        alone: the rules themselves would refuse everything in a database of another name."""
        backup = f'{self.prefix}-backup'
        url = f'http://{quote(self.admin.name)}:{quote(self.admin.password)}@{self.admin.host}:{self.admin.port}'
        try:
            self.admin.put(f'/{backup}?q=1', None)
            expect('backup', self.admin.post('/_replicate', {
                'source': f'{url}{self.dpu}', 'target': f'{url}/{backup}',
                'selector': {'type': {'$exists': True}}}), 200)
            _, before = self.admin.get(f'{self.dpu}/_all_docs')
            path = f'/{self.prefix}-directory/{quote("database:" + self.dpu[1:])}'
            epoch = self.admin.get(path)[1]['epoch']
            self.admin.send('DELETE', self.dpu)
            self.provisioner.run()
            report(self.admin.get(path)[1]['epoch'] != epoch,
                   'a database that is made anew has a new epoch')
            body = expect('restore', self.admin.post('/_replicate', {
                'source': f'{url}/{backup}', 'target': f'{url}{self.dpu}'}), 200)
            for _ in range(50):  # the nodes of a cluster catch up with one another
                _, after = self.admin.get(f'{self.dpu}/_all_docs')
                if after['rows'] == before['rows']:
                    break
                time.sleep(0.1)
            lost = [row['id'] for row in before['rows'] if row not in after['rows']]
            report(body['history'][0]['doc_write_failures'] == 0 and before['total_rows'] > 10
                   and after['rows'] == before['rows'],
                   f'restored: {before["total_rows"]} documents with their revisions',
                   f'{lost} {after["total_rows"]} {body}')
        finally:
            self.admin.send('DELETE', f'/{backup}')


def measure(admin, prefix, n_single=200, n_bulk=2000):
    """Documents per second without rules, with an empty function, and with ours: a report, not a
    test, since it depends on what else the machine does."""
    functions = [('no function', None), ('an empty function', 'function () {}'), ('the rules', '')]
    name = f'{prefix}-writer'
    admin.put(f'/_users/org.couchdb.user:{name}', {
        'name': name, 'password': PASSWORD, 'roles': ['staff', 'agency-dpu'], 'type': 'user'})
    account = admin.account(name, PASSWORD)
    for title, function in functions:
        provisioner = Provisioner(admin, prefix, ['dpu'])
        provisioner.run()
        database = f'/{prefix}-agency-dpu'
        try:
            if function is None:
                _, design = admin.get(f'{database}/_design/gaung')
                admin.send('DELETE', f'{database}/_design/gaung?rev={design["_rev"]}')
            elif function:
                provisioner.function = function
                provisioner.write_design(database[1:], record=False)
            results = []
            for how, n in (('single', n_single), ('bulk', n_bulk)):
                docs = [complaint(name, text='Lampu jalan mati. ' * 30) for _ in range(n)]
                start = time.monotonic()
                if how == 'single':
                    for doc in docs:
                        assert account.put(f'{database}/{quote(doc["_id"])}', doc)[0] == 201
                else:
                    for i in range(0, n, 500):
                        _, rows = account.post(f'{database}/_bulk_docs', {'docs': docs[i:i + 500]})
                        assert all('rev' in row for row in rows)
                results.append(f'{how} {n / (time.monotonic() - start):.0f}/s')
            print(f'# cost: {title}: ' + ', '.join(results), flush=True)
        finally:
            provisioner.remove()
    _, user = admin.get(f'/_users/org.couchdb.user:{name}')
    admin.send('DELETE', f'/_users/org.couchdb.user:{name}?rev={user["_rev"]}')


def main():
    url = os.environ.get('GAUNG_TEST_COUCHDB', '')
    if not url:
        print('1..0 # SKIP GAUNG_TEST_COUCHDB names no CouchDB')
        return 0
    admin = Couch(url)
    prefix = 'gaungtest' + secrets.token_hex(4)
    tests = Tests(admin, prefix)
    try:
        tests.run()
    finally:
        tests.remove()
    if '--cost' in sys.argv:
        measure(admin, prefix)
    print(f'1..{n_cases}')
    return 1 if n_failed else 0


if __name__ == '__main__':
    sys.exit(main())
