#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gaungctl export --as hsds|cpsv-ap, against what their publishers say.

Usage: test-schemas.py GAUNGCTL SCHEMAS, or test-schemas.py --install FOLDER. SCHEMAS is the folder with the published
schemas; GAUNG_SCHEMAS names another one. Without it, or without what checks them, those cases are skipped and say so.
pyshacl is no Debian package: --install fetches it from PyPI, GAUNG_PYSHACL names the folder. Prints TAP.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import traceback

PINNED = 'pyshacl==0.40.1'
OK, USAGE, STORAGE = 0, 2, 5
HOSTILE = '"><script>alert(1)</script>\u202e\x07\r\n\t{"@id": "x"} ' + '\U0001f600' * 3
INTERNAL = 'RAHASIA-DALAM'


class Skip(Exception):
    pass


def install(folder):
    marker = os.path.join(folder, 'installed')
    if os.path.exists(marker) and open(marker).read() == PINNED:
        return
    done = subprocess.run([sys.executable, '-m', 'pip', 'install', '--quiet', '--only-binary', ':all:', '--upgrade', '--target',
                           folder, PINNED], capture_output=True, stdin=subprocess.DEVNULL, timeout=300)
    if done.returncode:
        sys.exit('SKIPPED: pip could not install pyshacl: ' + done.stderr.decode(errors='replace').strip().split('\n')[-1])
    with open(marker, 'w') as file:
        file.write(PINNED)


def need(name):
    path = os.path.join(schemas, name)
    if not os.path.exists(path):
        raise Skip(f'the published schema {name} is not here')
    return path


def run(*arguments, stdin='', status=OK):
    done = subprocess.run([GAUNGCTL, '-w', workspace, '-p', passphrase, *arguments], input=stdin.encode(),
                          capture_output=True, timeout=300, env=environment)
    assert done.returncode == status, f'status {done.returncode} instead of {status}: {done.stderr.decode()}'
    return done.stdout.decode('utf-8'), done.stderr.decode('utf-8')


def export(form, *query):
    path = os.path.join(scratch, 'out')
    run('export', '--as', form, '-o', path, *query)
    with open(path, encoding='utf-8') as file:
        return file.read()


def everything(form):
    """Drafts only when they are asked for."""
    return [export(form), export(form, 'state:draft')]


def hostile(name, **members):
    return {'type': 'service', 'agency': 'nobody-knows', 'state': 'active', 'name': name, **members}


def texts(value):
    if isinstance(value, dict):
        for key, part in value.items():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str):
        yield value


HOSTILE_SERVICES = [
    hostile('Kosong'),
    hostile(HOSTILE.replace('\r\n', ' ').replace('\x07', ''), summary=HOSTILE, audience='x' * 900, output=HOSTILE, eligibility=HOSTILE,
            legal_basis=HOSTILE, decree_number='123/2024', decree_year=2024, languages=['id', 'jv', 'Bahasa isyarat'],
            time_amount=3, time_unit='working-days', keywords=['=1+1', '@x', 'id'], life_event='other',
            unverified=['cost'], checked_by=INTERNAL, sources=[INTERNAL], checked_on='2026-10-01',
            costs=[{'key': 'a', 'amount': 0}, {'key': 'b', 'label': HOSTILE.replace('\r\n', ' ').replace('\x07', ''), 'amount': 9007199254740991}],
            documents=[{'key': 'a', 'name': 'KTP', 'group': 'g'}, {'key': 'b', 'name': 'SIM', 'group': 'g', 'note': HOSTILE},
                       {'key': 'c', 'name': 'KK', 'condition': 'bila ada'}],
            steps=[{'key': 's', 'title': 'Datang', 'text': HOSTILE, 'amount': 5, 'unit': 'minutes', 'actor': 'applicant'}],
            channels=[{'key': 'a', 'kind': 'website', 'url': 'javascript:alert(1)', 'email': 'not an address', 'telephone': 'x'},
                      {'key': 'b', 'kind': 'counter', 'address': 'Jl. A 1, Karanganyar 57711', 'hours': 'Mo-Th 08:00-15:00; Fr 08:00-11:00,13:00-24:00'},
                      {'key': 'c', 'kind': 'whatsapp', 'telephone': '0812 2506 7171', 'hours': '24/7', 'email': 'a@b.id'},
                      {'key': 'd', 'kind': 'website', 'url': 'https://a.id/x y"<>'}, {'key': 'e', 'kind': 'website', 'url': 'https://a.id/x?y=1'}]),
    hostile('Tutup', closed_from='2020-01-01', closed_reason='Pindah', alert='Awas', free=True),
    hostile('Rancangan', state='draft', time_amount=2, time_unit='days'),
]


def test_hsds():
    schema = need('hsds-3-service.json')
    try:
        import jsonschema
    except ImportError:
        raise Skip('there is no python3-jsonschema')
    with open(schema, encoding='utf-8') as file:
        schema = json.load(file)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    # A test that cannot fail is none.
    assert list(validator.iter_errors({'id': 'x', 'name': 'y'}))
    services = [service for text in everything('hsds') for service in json.loads(text)]
    assert len(services) >= 51 + len(HOSTILE_SERVICES), len(services)
    for service in services:
        for error in validator.iter_errors(service):
            raise AssertionError(f'{service["name"]}: {list(error.absolute_path)}: {error.message}')


def test_hsds_content():
    published = json.loads(export('hsds'))
    services = {service['name']: service for service in published}
    assert 'Rancangan' not in services and services['Tutup']['status'] == 'temporarily closed'
    assert services['Tutup']['alert'] == 'Awas\nPindah' and services['Tutup']['cost_options'][0]['amount'] == 0
    rich = next(service for service in published if service.get('eligibility_description', '').startswith('"><script>'))
    assert 'url' in rich and rich['url'] == 'https://a.id/x?y=1' and rich['email'] == 'a@b.id', rich
    assert [phone['number'] for phone in rich['phones']] == ['+6281225067171']
    counter = next(place for place in rich['service_at_locations'] if place['location']['location_type'] == 'physical')
    assert counter['location']['addresses'][0]['city'] == 'Karanganyar' and counter['location']['addresses'][0]['postal_code'] == '57711'
    rows = [(row['byday'], row['opens_at'], row['closes_at']) for row in counter['schedules']]
    assert rows == [('MO,TU,WE,TH', '08:00+07:00', '15:00+07:00'), ('FR', '08:00+07:00', '11:00+07:00'),
                    ('FR', '13:00+07:00', '23:59+07:00')], rows
    assert len(rich['required_documents']) == 2 and len(rich['cost_options']) == 2
    values = {attribute['link_type']: attribute['value'] for attribute in rich['attributes']}
    assert values['decree_number'] == '123/2024' and values['decree_year'] == '2024', values
    sample = next(service for service in published if service['name'] == 'Aduan warga lewat ULAS')
    assert sample['organization']['name'] != 'diskominfo' and sample['application_process'].startswith('1. Tulis aduan')
    identities = [part['id'] for part in published]
    assert len(set(identities)) == len(identities)


def test_nothing_internal():
    for form in ('hsds', 'cpsv-ap'):
        text = export(form)
        assert INTERNAL not in text and 'unverified' not in text and 'checked_by' not in text
        assert 'javascript:' not in text
        for value in texts(json.loads(text)):
            assert not re.search('[\u202a-\u202e\x00-\x09\x0b-\x1f]', value), value


def test_same_again():
    for form in ('hsds', 'cpsv-ap'):
        assert export(form) == export(form)
        one = json.loads(export(form, 'KTP'))
        assert one
        every = export(form)
        for iri in re.findall(r'urn:uuid:[0-9a-f-]{36}', json.dumps(one)):
            assert iri in every


def rdf(path=None, text=None, context=None):
    import rdflib
    if path:
        return rdflib.Graph().parse(path, format='turtle')
    document = json.loads(text)
    if context:
        with open(context, encoding='utf-8') as file:
            document['@context'] = json.load(file)['@context']
    return rdflib.Graph().parse(data=json.dumps(document), format='json-ld')


def test_cpsv_ap():
    shapes, context = need('cpsv-ap-3.2.0-shacl.ttl'), need('cpsv-ap-3.2.0-context.jsonld')
    try:
        import pyshacl
        import rdflib
    except ImportError as error:
        raise Skip(f'there is no {error.name}: test.sh fetches it where there is pip')
    shapes = rdf(shapes)
    broken = rdf(text='{"@id": "urn:x", "@type": "http://purl.org/vocab/cpsv#PublicService"}')
    assert not pyshacl.validate(broken, shacl_graph=shapes)[0]
    for text in everything('cpsv-ap'):
        graph = rdf(text=text)
        conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
        assert conforms, report[:3000]
        service = rdflib.URIRef('http://purl.org/vocab/cpsv#PublicService')
        assert len(list(graph.subjects(rdflib.RDF.type, service))) == len([
            node for node in json.loads(text)['@graph'] if node['@type'] == 'PublicService'])


def test_cpsv_ap_context():
    """The terms mean in the published context what they mean in ours."""
    context = need('cpsv-ap-3.2.0-context.jsonld')
    try:
        import rdflib  # noqa: F401
    except ImportError:
        raise Skip('there is no python3-rdflib')
    text = export('cpsv-ap')
    ours, theirs = set(rdf(text=text)), set(rdf(text=text, context=context))
    assert ours == theirs, sorted(ours ^ theirs)[:5]


def test_usage_and_old_file():
    old = os.path.join(scratch, 'old.json')
    with open(old, 'w') as file:
        file.write('lama')
    for arguments in (['--as', 'xml'], ['--as', 'hsds', 'type:complaint'], ['--as', 'hsds', '--format', 'csv'], ['--as', 'hsds', '--labels']):
        run('export', *arguments, '-o', old, status=USAGE)
    run('export', '--as', 'hsds', status=USAGE)
    run('export', '--as', 'hsds', '-o', os.path.join(scratch, 'none/x.json'), status=STORAGE)
    with open(old) as file:
        assert file.read() == 'lama'
    assert json.loads(export('hsds', 'tidakadayangbegini')) == []


def main():
    tests = [(n, f) for n, f in globals().items() if n.startswith('test_')]
    print(f'1..{len(tests)}')
    run('sample', '--complaints', '1', '--seed', '1')
    run('put', stdin='\n'.join(json.dumps(service, ensure_ascii=False) for service in HOSTILE_SERVICES))
    failed = 0
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
            print(f'ok {number} {name}', flush=True)
        except Skip as reason:
            print(f'ok {number} {name} # SKIP {reason}', flush=True)
        except Exception:
            failed += 1
            print(f'not ok {number} {name}')
            print('\n'.join('# ' + line for line in traceback.format_exc().splitlines()), flush=True)
    shutil.rmtree(scratch, ignore_errors=True)
    return 1 if failed else 0


if __name__ == '__main__':
    if sys.argv[1] == '--install':
        sys.exit(install(os.path.abspath(sys.argv[2])))
    GAUNGCTL = os.path.abspath(sys.argv[1])
    schemas = os.environ.get('GAUNG_SCHEMAS') or sys.argv[2]
    if os.environ.get('GAUNG_PYSHACL'):
        # Behind the system's packages: only what they lack.
        sys.path.append(os.environ['GAUNG_PYSHACL'])
    scratch = tempfile.mkdtemp(prefix='gaung-schemas-')
    workspace = os.path.join(scratch, 'ws')
    passphrase = os.path.join(scratch, 'passphrase')
    with open(passphrase, 'w') as f:
        f.write('kata sandi yang panjang\n')
    os.chmod(passphrase, 0o600)
    environment = {k: v for k, v in os.environ.items()
                   if k in ('PATH', 'LD_LIBRARY_PATH', 'ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS')}
    environment.update(HOME=scratch, XDG_DATA_HOME=os.path.join(scratch, 'data'), XDG_RUNTIME_DIR=scratch,
                       XDG_CACHE_HOME=os.path.join(scratch, 'cache'), LANG='C.UTF-8', LANGUAGE='C', G_DEBUG='fatal-warnings',
                       DBUS_SESSION_BUS_ADDRESS='unix:path=' + os.path.join(scratch, 'no-bus'))
    sys.exit(main())
