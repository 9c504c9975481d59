#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services as tables: out, in again, and nothing is lost. Usage: test-table.py GAUNGCTL. Prints TAP."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
import xml.etree.ElementTree
import zipfile

OK, REFUSED, USAGE, NOT_FOUND, STORAGE = 0, 1, 2, 4, 5
FORMATS = ['csv', 'xlsx']
# What a table has no column for.
STAMPS = ('created_at', 'created_by', 'changed_at', 'changed_by', 'change', 'sample')

GAUNGCTL = os.path.abspath(sys.argv[1])
scratch = tempfile.mkdtemp(prefix='gaung-table-')
passphrase = os.path.join(scratch, 'passphrase')
with open(passphrase, 'w') as f:
    f.write('kata sandi yang panjang\n')
os.chmod(passphrase, 0o600)
environment = {k: v for k, v in os.environ.items()
               if k in ('PATH', 'LD_LIBRARY_PATH', 'ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS')}
environment.update(HOME=scratch, XDG_DATA_HOME=os.path.join(scratch, 'data'), XDG_RUNTIME_DIR=scratch,
                   XDG_CACHE_HOME=os.path.join(scratch, 'cache'), LANG='C.UTF-8', LANGUAGE='C', G_DEBUG='fatal-warnings',
                   DBUS_SESSION_BUS_ADDRESS='unix:path=' + os.path.join(scratch, 'no-bus'))


def run(workspace, *arguments, stdin='', status=OK):
    done = subprocess.run([GAUNGCTL, '-w', place(workspace), '-p', passphrase, *arguments], input=stdin.encode(),
                          capture_output=True, timeout=300, env=environment)
    assert done.returncode == status, f'status {done.returncode} instead of {status}: {done.stderr.decode()}'
    return done.stdout.decode('utf-8'), done.stderr.decode('utf-8')


def place(name):
    return os.path.join(scratch, name)


def fresh(name):
    run(name, 'init', '--local', '--agency', 'diskominfo', '--user', 'Tester')
    return name


def services(workspace):
    rows = [json.loads(line) for line in run(workspace, 'query', '--json', 'type:service', 'is:any')[0].splitlines()]
    return {row['_id']: {k: v for k, v in row.items() if k not in STAMPS} for row in rows}


NASTY = ['=1+1', '+1', '-1', '@SUM(A1)', "'=1", '\t=1', 'a | b', 'a\\nb', 'x\\', '| |', '_x0041_', '[]', 'a;b', 'ujung ', ' awal', 'é😀']
HOSTILE = {
    'type': 'service', 'agency': 'diskominfo', 'state': 'active', 'name': '=HYPERLINK("https://a.id";"klik")', 'summary': '@SUM(A1)\n=2\n\n akhir ',
    'audience': '-1', 'keywords': NASTY, 'languages': ['id'], 'sources': ['satu; dua'], 'unverified': [], 'free': False, 'time_amount': 3,
    'time_unit': 'working-days', 'decree_year': 2024,
    'documents': [{'key': f'd{i}', 'name': text, 'note': text + '\n' + text} for i, text in enumerate(NASTY)],
    'channels': [{'key': 'a', 'kind': 'counter', 'telephone': '(0271) 2931667', 'hours': 'Mo-Th 08:00-15:00; Fr 08:00-11:00', 'unknown': {'x': [1]}}],
    'costs': [{'key': 'a', 'amount': 0}, {'key': 'b', 'amount': 9007199254740991, 'label': '+'}],
    'steps': [{'key': 's', 'title': '"kutip", koma', 'amount': 5, 'unit': 'minutes', 'text': 'a\r\nb'}],
}


def export(workspace, form, *arguments):
    path = place(f'{workspace}.{form}')
    run(workspace, 'export', '-o', path, *arguments, 'type:service', 'is:any')
    return path


def rows(path):
    """The cells of a table, read by nothing of ours."""
    if path.endswith('.csv'):
        with open(path, encoding='utf-8-sig', newline='') as file:
            return list(csv.reader(file))
    main = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
    with zipfile.ZipFile(path) as archive:
        texts = [''.join(t.text or '' for t in si.iter(main + 't'))
                 for si in xml.etree.ElementTree.fromstring(archive.read('xl/sharedStrings.xml')).iter(main + 'si')]
        sheet = xml.etree.ElementTree.fromstring(archive.read('xl/worksheets/sheet1.xml'))
    assert not list(sheet.iter(main + 'f')), 'a formula'
    found = []
    for row in sheet.iter(main + 'row'):
        cells = {}
        for cell in row.iter(main + 'c'):
            assert cell.get('t') == 's', cell.attrib
            column = 0
            for letter in re.match('[A-Z]+', cell.get('r')).group():
                column = column * 26 + ord(letter) - 64
            cells[column - 1] = texts[int(cell.find(main + 'v').text)]
        found.append([cells.get(i, '') for i in range(max(cells, default=-1) + 1)])
    return found


def test_round_trip():
    for form in FORMATS:
        path = export('sample', form)
        # Into the same: nothing differs. Into an empty one: the same again.
        out, error = run('sample', 'import', '--type', 'service', path)
        assert f'0 created, 0 changed, {len(services("sample"))} unchanged, 0 refused' in error, error
        other = fresh('other-' + form)
        run(other, 'import', '--type', 'service', path)
        before, after = services('sample'), services(other)
        assert len(before) > 50 and sorted(before) == sorted(after)
        for identity, service in before.items():
            expected = {k: v for k, v in service.items() if v not in ('', [], None)}
            got = {k: v for k, v in after[identity].items() if v not in ('', [], None)}
            assert got == expected, [(k, expected.get(k), got.get(k)) for k in {*got, *expected} if got.get(k) != expected.get(k)][:3]
        entries = json.loads(run(other, 'get', '--json', next(iter(after)))[0])['entries']
        assert [entry['kind'] for entry in entries] == ['import'], entries


def test_formulas():
    for form in FORMATS:
        cells = [cell for row in rows(export('sample', form)) for cell in row]
        assert any('HYPERLINK' in cell for cell in cells)
        if form == 'csv':
            assert not [cell for cell in cells if cell[:1] in ('=', '+', '-', '@', '\t', '\r') and cell]


def test_readable():
    for form in FORMATS:
        table = rows(export('sample', form))
        heading = table[0]
        row = next(row for row in table if 'Aduan warga lewat ULAS' in row)
        documents = row[heading.index('documents')].split('\n')
        assert len(documents) == 3 and documents[1].startswith('name: Foto | form: file | condition: bila ada | key: '), documents
        assert row[heading.index('keywords')].split('\n')[:2] == ['ulas', 'lapor']


def test_dry_run():
    workspace = fresh('dry')
    path = place('in.csv')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('Nama Layanan;Syarat;Biaya;Status\n'
                   'Surat pindah;"name: KTP\nname: KK | form: copy | copies: 2";;active\n'
                   'Salah;name KTP;;active\nSalah lagi;;amount: banyak;active\n;;;active\n')
    arguments = ['import', '--type', 'service', path, '--map', 'Nama Layanan=name,Syarat=documents,Biaya=costs,Status=state', '--set', 'agency=diskominfo']
    out, error = run(workspace, *arguments, '--dry-run', status=REFUSED)
    assert out == 'Line 2: new\n', out
    assert re.search('Line 4: .*documents, 1', error) and re.search('Line 5: .*costs, 1.*amount', error) and 'Line 6: ' in error, error
    assert '1 created, 0 changed, 0 unchanged, 3 refused' in error and not services(workspace)
    run(workspace, *arguments, status=REFUSED)
    (identity, made), = services(workspace).items()
    assert [{k: v for k, v in document.items() if k != 'key'} for document in made['documents']] == [
        {'name': 'KTP'}, {'name': 'KK', 'form': 'copy', 'copies': 2}]
    assert len({document['key'] for document in made['documents']}) == 2
    table = export(workspace, 'csv')
    with open(table, encoding='utf-8') as file:
        text = file.read()
    with open(table, 'w', encoding='utf-8') as file:
        file.write(text.replace('Surat pindah', 'Surat pindah datang').replace('copies: 2', 'copies: 3'))
    out, error = run(workspace, 'import', '--type', 'service', table, '--dry-run')
    assert out == 'Line 2: changed: name, documents\n', out
    assert services(workspace)[identity] == made


def workbook(name, sheet, strings=''):
    """What other programs write: prefixes, inline texts, results of formulas, gaps, numbers for dates."""
    path = place(name)
    main = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('xl/workbook.xml', f'<?xml version="1.0"?><x:workbook {main} xmlns:r="{relations}"><x:sheets>'
                         '<x:sheet name="Satu" sheetId="1" r:id="rId9"/><x:sheet name="Dua" sheetId="2" r:id="rId8"/></x:sheets></x:workbook>')
        archive.writestr('xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="rId8" Target="worksheets/a.xml"/>'
                         '<Relationship Id="rId9" Target="/xl/worksheets/b.xml"/></Relationships>')
        archive.writestr('xl/worksheets/a.xml', '<worksheet/>')
        archive.writestr('xl/worksheets/b.xml', f'<x:worksheet {main}><x:sheetData>{sheet}</x:sheetData></x:worksheet>')
        if strings:
            archive.writestr('xl/sharedStrings.xml', f'<x:sst {main}>{strings}</x:sst>')
    return path


def test_foreign_workbook():
    workspace = fresh('foreign')
    head = ''.join(f'<x:c r="{column}1" t="inlineStr"><x:is><x:t>{text}</x:t></x:is></x:c>'
                   for column, text in (('A', 'name'), ('C', 'checked_on'), ('D', 'time_amount'), ('E', 'free'), ('F', 'audience')))
    path = workbook('foreign.xlsx', f'<x:row r="1">{head}</x:row><x:row r="4"><x:c r="A4" t="s"><x:v>0</x:v></x:c><x:c r="C4"><x:v>45983</x:v></x:c>'
                    '<x:c r="D4"><x:f>1+2</x:f><x:v>3</x:v></x:c><x:c r="E4" t="b"><x:v>1</x:v></x:c><x:c r="F4" t="str"><x:v>a_x0062_c</x:v></x:c></x:row>',
                    '<x:si><x:r><x:t>Kartu </x:t></x:r><x:r><x:t>kuning</x:t></x:r><x:rPh><x:t>baca</x:t></x:rPh></x:si>')
    run(workspace, 'import', '--type', 'service', path, '--set', 'state=draft', '--set', 'agency=diskominfo')
    (made,) = services(workspace).values()
    assert (made['name'], made['checked_on'], made['time_amount'], made['free'], made['audience']) == ('Kartu kuning', '2025-11-22', 3, True, 'abc'), made


def test_broken_workbooks():
    workspace = fresh('broken')
    whole = open(export('sample', 'xlsx'), 'rb').read()
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    for name, content in (('empty', b''), ('text', b'bukan buku kerja'), ('cut', whole[:len(whole) // 2]), ('zip', b'PK\x03\x04' + b'x' * 100)):
        with open(place(name + '.xlsx'), 'wb') as file:
            file.write(content)
        run(workspace, 'import', '--type', 'service', place(name + '.xlsx'), status=USAGE)
    for sheet in ('<x:row r="1"><x:c r="ZZZZ1"/></x:row>', '<x:row r="9999999"/>', '<x:row>', bomb + '&b;', ''):
        run(workspace, 'import', '--type', 'service', workbook('odd.xlsx', sheet), status=USAGE)
    assert not services(workspace)


def test_old_file():
    for form in FORMATS:
        with open(place('old.' + form), 'w') as file:
            file.write('lama')
        run('sample', 'export', '-o', place('old.' + form), '--columns', 'nonsense', 'type:service', status=USAGE)
        with open(place('old.' + form)) as file:
            assert file.read() == 'lama'


def main():
    tests = [(n, f) for n, f in globals().items() if n.startswith('test_')]
    print(f'1..{len(tests)}')
    run('sample', 'sample', '--complaints', '1', '--seed', '1')
    run('sample', 'put', stdin=json.dumps(HOSTILE, ensure_ascii=False))
    failed = 0
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
            print(f'ok {number} {name}', flush=True)
        except Exception:
            failed += 1
            print(f'not ok {number} {name}')
            print('\n'.join('# ' + line for line in traceback.format_exc().splitlines()), flush=True)
    shutil.rmtree(scratch, ignore_errors=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
