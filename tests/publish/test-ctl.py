#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gaungctl handout, from outside. Usage: test-ctl.py PATH-OF-GAUNGCTL. Prints TAP."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

OK, REFUSED, USAGE, WORKSPACE, NOT_FOUND, STORAGE = range(6)
GAUNGCTL = os.path.abspath(sys.argv[1])
scratch = tempfile.mkdtemp(prefix='gaung-handout-')
workspace = os.path.join(scratch, 'ws')
passphrase = os.path.join(scratch, 'passphrase')
with open(passphrase, 'w') as f:
    f.write('kata sandi yang panjang\n')
os.chmod(passphrase, 0o600)
environment = {k: v for k, v in os.environ.items()
               if k in ('PATH', 'LD_LIBRARY_PATH', 'ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS')}
environment.update(HOME=scratch, XDG_DATA_HOME=os.path.join(scratch, 'data'), XDG_RUNTIME_DIR=scratch,
                   XDG_CACHE_HOME=os.path.join(scratch, 'cache'), LANG='C.UTF-8', LANGUAGE='C',
                   G_DEBUG='fatal-warnings', DBUS_SESSION_BUS_ADDRESS='unix:path=' + os.path.join(scratch, 'no-bus'))


def run(*arguments, stdin='', status=OK, **more):
    done = subprocess.run([GAUNGCTL, '-w', workspace, '-p', passphrase, *arguments], input=stdin.encode(),
                          capture_output=True, timeout=300, env=environment, **more)
    assert done.returncode == status, f'status {done.returncode} instead of {status}: {done.stderr.decode()}'
    return done.stdout.decode('utf-8'), done.stderr.decode('utf-8')


def service(name, **members):
    return json.dumps({'type': 'service', 'agency': 'disnaker', 'state': 'active', 'name': name, **members}, ensure_ascii=False)


def place(name):
    return os.path.join(scratch, name)


def read(name):
    with open(place(name), 'rb') as file:
        return file.read()


def entries(identity):
    return json.loads(run('get', '--json', identity)[0])['entries']


run('init', '--local', '--agency', 'disnaker', '--user', 'Tester')
ids = run('put', stdin='\n'.join([
    service('Kartu Pencari Kerja (AK-1)', free=True, keywords=['kartu kuning'], steps=[{'key': 's', 'title': 'Daftar'}],
            documents=[{'key': 'd1', 'name': 'KTP'}, {'key': 'd2', 'name': 'Ijazah'}]),
    service('Pelatihan kerja', summary='Juga untuk pemegang kartu kuning.'),
    service('Legalisasi', keywords=['cap']), service('Legalisir salinan', keywords=['cap'])]))[0].split()


def test_every_kind():
    for kind, begin in (('leaflet', b'%PDF-'), ('sheet', b'%PDF-'), ('slip', b'%PDF-'), ('whatsapp', b'*Kartu'), ('text', b'Kartu')):
        missing = ['--missing', 'd2', '--until', '2026-12-01'] if kind == 'slip' else []
        run('handout', ids[0], '--as', kind, *missing, '-o', place('x'))
        assert read('x').startswith(begin), kind
        os.remove(place('x'))


def test_history():
    before = entries(ids[0])
    run('handout', ids[0], '--as', 'leaflet', '-o', place('a.pdf'))
    after = entries(ids[0])
    assert len(after) == len(before) + 1
    assert after[-1]['kind'] == 'export' and after[-1]['text'] == 'Leaflet', after[-1]
    # What failed left nothing.
    run('handout', ids[0], '--as', 'slip', '--missing', 'nothing', '-o', place('a.pdf'), status=NOT_FOUND)
    assert len(entries(ids[0])) == len(after)


def test_names():
    reference = run('get', ids[0])[0].split()[0]
    for name in ('Kartu Pencari Kerja (AK-1)', 'kartu pencari kerja ak 1', 'KARTU KUNING', 'pencari', ids[0], reference):
        assert run('handout', name, '--as', 'text')[0].startswith('Kartu Pencari Kerja'), name
    error = run('handout', 'cap', '--as', 'text', status=NOT_FOUND)[1]
    assert 'Legalisasi' in error and 'Legalisir' in error
    run('handout', 'tidak ada', '--as', 'text', status=NOT_FOUND)
    run('handout', 'agency:01M87EBB9B6AZZK01025QDQ1JK', '--as', 'text', status=NOT_FOUND)


def test_usage():
    for arguments in (['handout'], ['handout', ids[0]], ['handout', ids[0], '--as', 'poster', '-o', 'x'],
                      ['handout', ids[0], '--as', 'leaflet'], ['handout', ids[0], '--as', 'slip', '-o', 'x'],
                      ['handout', ids[0], '--as', 'leaflet', '--missing', 'd1', '-o', 'x'],
                      ['handout', ids[0], '--as', 'sheet', '--paper', 'letter', '-o', 'x'],
                      ['handout', ids[0], '--as', 'slip', '--missing', 'd1', '--until', 'besok', '-o', 'x'],
                      ['handout', ids[0], ids[1], '--as', 'text'],
                      ['handout', ids[0], '--as', 'leaflet', '--uri', 'javascript:1', '-o', 'x']):
        run(*arguments, status=USAGE, cwd=scratch)
    assert not os.path.exists(place('x'))
    run('handout', ids[0], '--as', 'leaflet', '--uri', 'https://a.id/' + 'x' * 3000, '-o', place('x'), status=REFUSED)


def test_message_on_standard_output():
    out = run('handout', ids[0], '--as', 'whatsapp', '--missing', 'd1')[0]
    assert out.startswith('*What you still need to bring*\n') and 'Ijazah' not in out, out


def test_old_file_stays():
    with open(place('old.pdf'), 'w') as file:
        file.write('lama')
    os.mkdir(place('sub'))
    run('handout', ids[0], '--as', 'leaflet', '-o', place('sub/none/x.pdf'), status=STORAGE)
    run('handout', ids[0], '--as', 'slip', '--missing', 'd9', '-o', place('old.pdf'), status=NOT_FOUND)
    assert read('old.pdf') == b'lama'


def test_no_room():
    with open('/dev/full', 'w') as full:
        done = subprocess.run([GAUNGCTL, '-w', workspace, '-p', passphrase, 'handout', ids[0], '--as', 'text'],
                              stdout=full, stderr=subprocess.PIPE, timeout=300, env=environment)
    assert done.returncode == STORAGE, done
    if subprocess.run(['mount', '--version'], capture_output=True).returncode != 0 or os.geteuid() != 0:
        return
    # A disk of one page: what is begun is taken away again, and what was there stays.
    os.mkdir(place('disk'))
    if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=8k', 'gaung', place('disk')], capture_output=True).returncode != 0:
        return
    try:
        with open(place('disk/old.pdf'), 'w') as file:
            file.write('lama')
        run('handout', ids[0], '--as', 'leaflet', '-o', place('disk/old.pdf'), status=STORAGE)
        assert read('disk/old.pdf') == b'lama' and os.listdir(place('disk')) == ['old.pdf']
    finally:
        subprocess.run(['umount', place('disk')], check=True)


def test_fonts():
    """Without the letters that are wanted others do; without any nothing is written, rather than an empty page."""
    folders = subprocess.run(['fc-match', '-f', '%{file}', 'DejaVu Sans'], capture_output=True, text=True)
    found = os.path.dirname(folders.stdout) if folders.returncode == 0 else ''
    for folder, status in ((found, OK), ('/nonexistent', STORAGE)):
        if not folder:
            continue
        with open(place('fonts.conf'), 'w') as file:
            file.write(f'<?xml version="1.0"?><fontconfig><dir>{folder}</dir><cachedir>{place("fc")}</cachedir></fontconfig>')
        environment['FONTCONFIG_FILE'] = place('fonts.conf')
        environment['G_DEBUG'] = ''
        try:
            run('handout', ids[0], '--as', 'leaflet', '-o', place('fonts.pdf'), status=status)
            assert os.path.exists(place('fonts.pdf')) == (status == OK)
        finally:
            del environment['FONTCONFIG_FILE']
            environment['G_DEBUG'] = 'fatal-warnings'
            if os.path.exists(place('fonts.pdf')):
                os.remove(place('fonts.pdf'))


def main():
    tests = [(n, f) for n, f in globals().items() if n.startswith('test_')]
    print(f'1..{len(tests)}')
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
