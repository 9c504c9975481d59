# SPDX-License-Identifier: GPL-3.0-or-later
"""A real CouchDB for the tests: requests, and the plan of data/server/README.md carried out."""

import base64
import http.client
import json
import os
import secrets
import time
import urllib.parse
import uuid

SERVER = os.path.join(os.path.dirname(__file__), '..', '..', 'data', 'server')


class Couch:
    """One account on one server; keeps its connection."""

    def __init__(self, url, name=None, password=None):
        parts = urllib.parse.urlsplit(url)
        self.url = url
        self.host, self.port = parts.hostname, parts.port or 5984
        self.name = name or urllib.parse.unquote(parts.username or '')
        self.password = password or urllib.parse.unquote(parts.password or '')
        self.connection = http.client.HTTPConnection(self.host, self.port, timeout=60)

    def account(self, name, password):
        return Couch(f'http://{self.host}:{self.port}', name, password)

    def anonymous(self):
        return Couch(f'http://{self.host}:{self.port}')

    def send(self, method, path, body=None, content_type='application/json', more=None):
        """(status, answer); @body is JSON unless it is bytes; @more headers."""
        headers = {'Accept': 'application/json', **(more or {})}
        if self.name:
            token = base64.b64encode(f'{self.name}:{self.password}'.encode()).decode()
            headers['Authorization'] = 'Basic ' + token
        if body is not None:
            headers['Content-Type'] = content_type
            if not isinstance(body, bytes):
                body = json.dumps(body).encode()
        for attempt in (1, 2):
            try:
                self.connection.request(method, path, body, headers)
                response = self.connection.getresponse()
                text = response.read()
                break
            except (http.client.HTTPException, OSError):
                self.connection.close()
                if attempt == 2:
                    raise
        if response.headers.get('Connection') == 'close':
            self.connection.close()
        return response.status, json.loads(text) if text else {}

    def get(self, path):
        return self.send('GET', path)

    def put(self, path, body):
        return self.send('PUT', path, body)

    def post(self, path, body):
        return self.send('POST', path, body)


def quote(document_id):
    return urllib.parse.quote(document_id, safe='')


def read_function():
    with open(os.path.join(SERVER, 'validate.js'), encoding='utf-8') as file:
        return file.read()


def read_plan():
    with open(os.path.join(SERVER, 'databases.json'), encoding='utf-8') as file:
        return json.load(file)


def fill(value, names):
    """@value with {prefix} and {agency} replaced in every text."""
    if isinstance(value, str):
        for name, text in names.items():
            value = value.replace('{' + name + '}', text)
        return value
    if isinstance(value, list):
        return [fill(item, names) for item in value]
    if isinstance(value, dict):
        return {key: fill(item, names) for key, item in value.items()}
    return value


class Provisioner:
    """What `gaungctl provision` does, request by request. `changes` is what it had to do."""

    def __init__(self, admin, prefix, agencies, function=None):
        self.admin, self.prefix, self.agencies = admin, prefix, agencies
        self.function = function or read_function()
        self.plan = read_plan()
        self.changes = []
        self.created = set()

    def expect(self, answer, *statuses):
        status, body = answer
        if status not in statuses:
            raise AssertionError(f'{status} {body}')
        return body

    def databases(self):
        for row in self.plan['databases']:
            for agency in self.agencies if row.get('each') == 'agency' else ['']:
                yield fill(row, {'prefix': self.prefix, 'agency': agency}), agency

    def try_function(self):
        """A broken function would refuse every write with 500: try it where nothing is lost."""
        scratch = f'{self.prefix}-provision-{secrets.token_hex(4)}'
        self.expect(self.admin.put(f'/{scratch}', None), 201, 202)
        try:
            self.write_design(scratch, record=False)
            self.wait_for_rules(scratch, 'E_DATABASE: ')
        finally:
            self.admin.send('DELETE', f'/{scratch}')

    def wait_for_rules(self, database, code):
        """A node goes by new rules a moment after they were written, and each node by itself.
        The probe is the one write that does no harm if it gets through: a tombstone."""
        in_a_row = 0
        for number in range(100):
            answer = self.admin.put(f'/{database}/probe-{number}', {'_deleted': True})
            status, body = answer
            if status == 403 and body.get('reason', '').startswith(code):
                in_a_row += 1
                if in_a_row == 5:
                    return
            elif status in (200, 201, 202):
                in_a_row = 0
                time.sleep(0.1)
            else:
                break
        raise AssertionError(f'the rules do not work in {database}: {answer}')

    def write_design(self, database, record=True):
        design = dict(self.plan['design'], validate_doc_update=self.function)
        path = f'/{database}/{design["_id"]}'
        status, old = self.admin.get(path)
        if status == 200:
            design['_rev'] = old['_rev']
            if old == design:
                return
        self.expect(self.admin.put(path, design), 201, 202)
        if record:
            self.wait_for_rules(database, 'E_DELETE: ')
            self.changes.append(f'{database}: rules')

    def write_security(self, database, security):
        _, old = self.admin.get(f'/{database}/_security')
        if old != security:
            self.expect(self.admin.put(f'/{database}/_security', security), 200)
            self.changes.append(f'{database}: members')

    def write_directory(self, row, agency):
        path = f'/{self.prefix}-directory/' + quote('database:' + row['name'])
        status, document = self.admin.get(path)
        wanted = {'name': row['name'], 'kind': row['kind'], 'role': row['role']}
        if agency:
            wanted['agency'] = agency
        # Made anew where there was one before: the desks must not trust their positions in it.
        if status == 200 and row['name'] in self.created:
            wanted['epoch'] = str(uuid.uuid4())
        if status == 200 and all(document.get(key) == value for key, value in wanted.items()):
            return
        now = '2026-11-24T00:00:00.000Z'
        if status == 404:
            document = {'_id': 'database:' + row['name'], 'type': 'database', 'schema': 1,
                        'created_at': now, 'created_by': self.admin.name,
                        'epoch': str(uuid.uuid4())}
        document.update(wanted, changed_at=now, changed_by=self.admin.name,
                        change=str(uuid.uuid4()))
        self.expect(self.admin.put(path, document), 201, 202)
        self.changes.append(f'{row["name"]}: directory')

    def run(self):
        self.changes = []
        self.created = set()
        self.try_function()
        for row, _ in self.databases():
            options = self.plan['options']
            status, body = self.admin.put(f'/{row["name"]}?q={options["q"]}', None)
            if status in (201, 202):
                self.changes.append(f'{row["name"]}: database')
                self.created.add(row['name'])
            else:
                self.expect((status, body), 412)
            # The rules first: without members nobody but an administrator can write yet.
            self.write_design(row['name'])
            self.write_security(row['name'], row['security'])
        for row, agency in self.databases():
            self.write_directory(row, agency)
        return self.changes

    def remove(self):
        for row, _ in self.databases():
            self.admin.send('DELETE', f'/{row["name"]}')
