/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the tests of data/server/validate.js, which qjs runs: TAP, the function as CouchDB
 * compiles it, accounts and documents to try it with. */
"use strict";

var source = std.loadFile(scriptArgs[1]);
/* Bare, as CouchDB evaluates it: an expression that is a function. */
var validate = std.evalScript('(' + source + '\n)');
var n_cases = 0;

function report(ok, name, detail) {
  n_cases++;
  print((ok ? 'ok ' : 'not ok ') + n_cases + ' - ' + name.replace(/#/g, ''));
  if (!ok)
    print('# ' + detail);
}

function finish() {
  print('1..' + n_cases);
}

/* The code of the refusal, 'ok' where there is none, and the whole text of a fault of the function. */
function judge(document, before, user) {
  try {
    validate(document, before || null, user, {});
  } catch (refusal) {
    if (typeof refusal.forbidden === 'string')
      return /^E_[A-Z_]+(?=: .)/.exec(refusal.forbidden)[0];
    return 'fault: ' + refusal;
  }
  return 'ok';
}

/* What CouchDB does between the wire and the function. */
function copy(value) {
  return JSON.parse(JSON.stringify(value));
}

function makeUser(database, name, roles) {
  return { db: database, name: name, roles: roles };
}

var ULID = '01JD00000000000000000000';
var HASH = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';

var bodies = {
  complaint: {
    title: 'Lampu mati', text: 'Lampu di Jalan Slamet Riyadi mati.', state: 'new', channel: 'web',
    received_at: '2026-11-24T02:00:00.000Z', agency: 'dpu'
  },
  person: { name: 'Contoh Warga', telephone: '+6281200000000' },
  entry: { parent: 'complaint:' + ULID + '01', kind: 'note', text: 'Sudah ditelepon.' },
  attachment: {
    name: 'foto.jpg', media_type: 'image/jpeg', size: 3, sha256: HASH,
    _attachments: { file: { content_type: 'image/jpeg', length: 3, stub: true, revpos: 1 } }
  },
  template: { name: 'Salam', text: 'Terima kasih.' },
  service: {
    agency: 'dpu', name: 'Izin pemakaian jalan', state: 'active',
    steps: [{ key: 'a', title: 'Ajukan' }, { key: 'b', title: 'Ambil' }],
    costs: [{ key: 'a', amount: 0 }]
  },
  question: {
    question: 'Berapa lama?', answer: 'Tiga hari kerja.', agency: 'dpu', state: 'active',
    service: 'service:' + ULID + '01'
  },
  visit: {
    service: 'service:' + ULID + '01', agency: 'dpu', promised_seconds: 900,
    started_at: '2026-11-24T01:00:00.000Z', ended_at: '2026-11-24T01:12:00.000Z'
  },
  agency: { code: 'dpu', name: 'Dinas Pekerjaan Umum' },
  calendar: { year: 2026, decree: 'SKB', days: [] },
  scheme: { kind: 'clock', name: 'ULAS', rules: [] },
  database: {
    name: 'gaung-agency-dpu', kind: 'agency', agency: 'dpu', role: 'agency-dpu',
    epoch: '00000000-0000-4000-8000-000000000001'
  }
};

/* A document that is right in every way, with @changes; undefined removes a member. */
function make(type, changes) {
  var id = type === 'attachment' ? 'attachment:' + HASH
    : type === 'database' ? 'database:gaung-agency-dpu' : type + ':' + ULID + '01';
  var document = {
    _id: id, type: type, schema: 1, ref: '7K4A-9XQT',
    created_at: '2026-11-24T02:00:00.000Z', created_by: 'budi',
    changed_at: '2026-11-24T02:00:00.000Z', changed_by: 'budi',
    change: '3f2b8c1e-0000-4000-8000-000000000001'
  };
  var name;

  for (name in bodies[type])
    document[name] = bodies[type][name];
  for (name in changes || {})
    document[name] = changes[name];
  return copy(document);
}

/* The same document one revision on. */
function next(document, changes) {
  var result = copy(document);
  var name;

  result.change = '3f2b8c1e-0000-4000-8000-000000000002';
  for (name in changes || {})
    result[name] = changes[name];
  return copy(result);
}

/* Rows: [name, expected, user, document, the one before]. */
function runTable(title, rows) {
  rows.forEach(function (row) {
    var got = judge(copy(row[3]), row[4] ? copy(row[4]) : null, row[2]);

    report(got === row[1], title + ': ' + row[0], 'expected ' + row[1] + ', got ' + got);
  });
}
