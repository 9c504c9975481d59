/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What validate.js accepts and refuses, rule by rule. */
"use strict";

std.loadScript(scriptArgs[0].replace(/[^\/]*$/, 'harness.js'));

var STAFF = ['staff', 'agency-dpu'];
var budi = makeUser('gaung-agency-dpu', 'budi', STAFF);
var ratna = makeUser('gaung-agency-dpu', 'ratna', ['staff', 'coordinator']);
var carrier = makeUser('gaung-agency-dlh', 'ratna', ['staff', 'coordinator']);
var common = makeUser('gaung-common', 'budi', STAFF);
var operator = makeUser('gaung-directory', 'operator', ['_admin']);
var identity = makeUser('gaung-identity', 'ratna', ['staff', 'coordinator']);
var complaint = make('complaint');
var CHANGE = '3f2b8c1e-0000-4000-8000-000000000009';

function repeat(text, n) {
  return Array(n + 1).join(text);
}

function nest(levels) {
  return JSON.parse(repeat('[', levels) + repeat(']', levels));
}

function by(name) {
  return { created_by: name, changed_by: name };
}

runTable('fine', ['complaint', 'person', 'entry', 'attachment'].map(function (type) {
  return [type, 'ok', budi, make(type)];
}).concat(['template', 'service', 'question', 'visit', 'entry', 'attachment'].map(function (type) {
  return ['common ' + type, 'ok', makeUser('gaung-common', 'budi', STAFF.concat('publisher')),
    make(type, type === 'entry' ? { parent: 'template:' + ULID + '01' } : {})];
}), ['agency', 'calendar', 'scheme', 'database', 'entry'].map(function (type) {
  var document = make(type, by('operator'));

  if (type === 'entry')
    document.parent = 'agency:' + ULID + '01';
  return ['directory ' + type, 'ok', operator, document];
}), [
  ['another set', 'ok', makeUser('latihan-agency-dpu', 'budi', STAFF), complaint],
  ['unknown members', 'ok', budi, make('complaint', { later: { a: [1, 'b', null, true] } })],
  ['null is absent', 'ok', budi, make('complaint', { street: null })],
  ['sample', 'ok', budi, make('complaint', { sample: true })],
  ['an edit', 'ok', budi, next(complaint, { title: 'Lampu mati lagi' }), complaint]
]));

runTable('identity of a document', [
  ['no type', 'E_TYPE', budi, make('complaint', { type: undefined })],
  ['type is a number', 'E_TYPE', budi, make('complaint', { type: 1 })],
  ['unknown type', 'E_TYPE', budi, make('complaint', { type: 'announcement' })],
  ['type of the prototype', 'E_TYPE', budi, make('complaint', { type: 'constructor' })],
  ['type __proto__', 'E_TYPE', budi, make('complaint', { type: '__proto__' })],
  ['no schema', 'E_SCHEMA', budi, make('complaint', { schema: undefined })],
  ['schema 0', 'E_SCHEMA', budi, make('complaint', { schema: 0 })],
  ['schema 1.5', 'E_SCHEMA', budi, make('complaint', { schema: 1.5 })],
  ['schema as text', 'E_SCHEMA', budi, make('complaint', { schema: '1' })],
  ['newer schema', 'E_SCHEMA', budi, make('complaint', { schema: 2 })],
  ['id of another type', 'E_ID', budi, make('complaint', { _id: 'person:' + ULID + '01' })],
  ['id in small letters', 'E_ID', budi, make('complaint', { _id: 'complaint:01jd0000000000000000000001' })],
  ['id too short', 'E_ID', budi, make('complaint', { _id: 'complaint:' + ULID })],
  ['id with more', 'E_ID', budi, make('complaint', { _id: 'complaint:' + ULID + '01\n' })],
  ['id beyond 128 bits', 'E_ID', budi, make('complaint', { _id: 'complaint:8ZZZZZZZZZZZZZZZZZZZZZZZZZ' })],
  ['id with U', 'E_ID', budi, make('complaint', { _id: 'complaint:' + ULID + 'U1' })],
  ['bare id', 'E_ID', budi, make('complaint', { _id: ULID + '01' })],
  ['hash in capitals', 'E_ID', budi, make('attachment', { _id: 'attachment:' + HASH.toUpperCase() })],
  ['other hash', 'E_ID', budi, make('attachment', { sha256: HASH.replace('0', '1') })],
  ['database of another set', 'E_ID', operator,
    make('database', { _id: 'database:other-common', name: 'other-common' })],
  ['database by another name', 'E_ID', operator, make('database', { name: 'gaung-common' })]
]);

runTable('deletion and replication', [
  ['deletion', 'E_DELETE', budi, { _id: complaint._id, _rev: '2-b', _deleted: true },
    make('complaint', { _rev: '2-b' })],
  ['deletion by an administrator', 'E_DELETE', makeUser('gaung-agency-dpu', 'root', ['_admin']),
    { _id: complaint._id, _deleted: true }, complaint],
  ['ordinary update', 'ok', budi, next(complaint, { _rev: '1-a' }), make('complaint', { _rev: '1-a' })],
  ['branch', 'E_NEW_EDITS', budi, next(complaint, { _rev: '2-b' }), make('complaint', { _rev: '1-a' })],
  ['rival root', 'E_NEW_EDITS', budi, make('complaint', { _rev: '1-a' })],
  ['brought back by an operator', 'ok', makeUser('gaung-agency-dpu', 'root', ['_admin']),
    make('complaint', { _rev: '7-a', state: 'done' })],
  ['brought back by a replicator', 'ok', makeUser('gaung-agency-dpu', 'r', ['replicator']),
    make('complaint', { _rev: '7-a' }), make('complaint', { _rev: '3-a', state: 'moved', created_by: 'x' })],
  ['brought back but wrong', 'E_REQUIRED', makeUser('gaung-agency-dpu', 'r', ['replicator']),
    make('complaint', { _rev: '7-a', title: undefined })],
  ['a replicator writes like others', 'E_ROLE', makeUser('gaung-agency-dpu', 'budi', ['replicator']),
    complaint]
]);

runTable('hostile', [
  ['17 levels', 'E_DEPTH', budi, make('complaint', { x: nest(16) })],
  ['16 levels', 'ok', budi, make('complaint', { x: nest(15) })],
  ['1000 levels', 'E_DEPTH', budi, make('complaint', { x: nest(1000) })],
  ['1 MB text', 'E_SIZE', budi, make('complaint', { text: repeat('a', 1048577) })],
  ['1 MB unknown', 'E_SIZE', budi, make('complaint', { x: repeat('a', 1048577) })],
  ['1 MB in pieces', 'E_SIZE', budi,
    make('complaint', { x: Array(18).join('|').split('|').map(function () { return repeat('a', 65000); }) })],
  ['1001 elements', 'E_SIZE', budi, make('complaint', { tags: repeat('a,', 1000).split(',') })],
  ['1001 members', 'E_SIZE', budi, make('complaint', {
    x: repeat('a,', 1000).split(',').reduce(function (all, _, i) { all['m' + i] = i; return all; }, {}) })],
  ['NUL', 'E_TEXT', budi, make('complaint', { text: 'a\u0000b' })],
  ['NUL in a list', 'E_TEXT', budi, make('complaint', { tags: ['\u0000'] })],
  ['NUL in a name', 'E_MEMBER', budi, make('complaint', { 'x\u0000y': 1 })],
  ['half a character', 'E_TEXT', budi, make('complaint', { text: 'a\ud83d' })],
  ['the other half', 'E_TEXT', budi, make('complaint', { text: '\udc4d' })],
  ['a whole one', 'ok', budi, make('complaint', { text: '\ud83d\udc4d' })],
  ['__proto__', 'E_MEMBER', budi,
    JSON.parse(JSON.stringify(complaint).replace('{', '{"__proto__":{"roles":["_admin"]},'))],
  ['__proto__ below', 'E_MEMBER', budi,
    JSON.parse(JSON.stringify(complaint).replace('{', '{"x":{"__proto__":1},'))],
  ['constructor', 'ok', budi, make('complaint', { constructor: 'a' })],
  ['hasOwnProperty', 'ok', budi, make('complaint', { hasOwnProperty: 'a' })],
  ['toString as a change', 'ok', budi,
    make('entry', { kind: 'change', changes: [{ member: 'toString', before: 'a' }] })],
  ['empty name', 'E_MEMBER', budi, make('complaint', { '': 1 })],
  ['name with a blank', 'E_MEMBER', budi, make('complaint', { 'a b': 1 })],
  ['name of 65', 'E_MEMBER', budi, make('complaint', JSON.parse('{"' + repeat('a', 65) + '":1}'))],
  ['members twice: the last counts', 'E_MEMBER', budi,
    JSON.parse(JSON.stringify(complaint).replace(/}$/, ',"title":1}'))],
  ['2^53', 'E_NUMBER', budi, make('complaint', { x: 9007199254740992 })],
  ['2^53 - 1', 'ok', budi, make('complaint', { x: 9007199254740991 })],
  ['-1e300', 'E_NUMBER', budi, make('complaint', { x: -1e300 })],
  ['a fraction', 'ok', budi, make('complaint', { x: 0.1 })],
  ['title of 1024 bytes', 'ok', budi, make('complaint', { title: repeat('\u00e9', 512) })],
  ['title of 1026 bytes', 'E_SIZE', budi, make('complaint', { title: repeat('\u00e9', 513) })],
  ['three bytes', 'E_SIZE', budi, make('complaint', { title: repeat('\u20ac', 342) })],
  ['four bytes', 'ok', budi, make('complaint', { title: repeat('\ud83d\udc4d', 256) })],
  ['four bytes and one', 'E_SIZE', budi, make('complaint', { title: repeat('\ud83d\udc4d', 256) + 'a' })]
]);

runTable('members', [
  ['required', 'E_REQUIRED', budi, make('complaint', { title: undefined })],
  ['required but empty', 'E_REQUIRED', budi, make('complaint', { text: '' })],
  ['required but null', 'E_REQUIRED', budi, make('complaint', { channel: null })],
  ['text is a number', 'E_MEMBER', budi, make('complaint', { title: 1 })],
  ['text is a list', 'E_MEMBER', budi, make('complaint', { title: ['a'] })],
  ['unknown value', 'E_MEMBER', budi, make('complaint', { channel: 'telegram' })],
  ['two values', 'E_MEMBER', budi, make('complaint', { channel: 'web|app' })],
  ['value of the prototype', 'E_MEMBER', budi, make('complaint', { state: 'constructor' })],
  ['sub-record', 'ok', budi, make('complaint', { pauses: [{ from: '2026-11-24T02:00:00Z' }] })],
  ['sub-record without its key', 'E_REQUIRED', budi, make('complaint', { pauses: [{}] })],
  ['sub-record is text', 'E_MEMBER', budi, make('complaint', { pauses: ['a'] })],
  ['two open pauses', 'E_MEMBER', budi, make('complaint', {
    pauses: [{ from: '2026-11-24T02:00:00Z' }, { from: '2026-11-25T02:00:00Z' }] })],
  ['a pause that runs backwards', 'E_MEMBER', budi, make('complaint', {
    pauses: [{ from: '2026-11-24T02:00:00Z', until: '2026-11-24T02:00:01+07:00' }] })],
  ['reference to another type', 'E_MEMBER', budi, make('complaint', { reporter: complaint._id })],
  ['sample as text', 'E_MEMBER', budi, make('complaint', { sample: 'yes' })],
  ['a note without text', 'E_REQUIRED', budi, make('entry', { text: undefined })],
  ['a change of state without text', 'ok', budi, make('entry', { kind: 'state', text: undefined })],
  ['a personal member that changed', 'ok', budi, make('entry', {
    kind: 'change', parent: 'person:' + ULID + '01', changes: [{ member: 'nik' }] })],
  ['its value', 'E_PERSONAL', budi, make('entry', {
    kind: 'change', parent: 'person:' + ULID + '01', changes: [{ member: 'nik', after: '1' }] })]
]);

runTable('stamps', [
  ['no change', 'E_STAMP', budi, make('complaint', { change: undefined })],
  ['change is not a UUID', 'E_STAMP', budi, make('complaint', { change: 'again' })],
  ['the same change', 'E_STAMP', budi, next(complaint, { change: complaint.change }), complaint],
  ['change is a list', 'E_STAMP', budi, make('complaint', { change: [complaint.change] })],
  ['created_at is a list', 'E_STAMP', budi, make('complaint', { created_at: [complaint.created_at] })],
  ['changed_at is a list', 'E_STAMP', budi, make('complaint', { changed_at: [complaint.changed_at] })],
  ['no created_at', 'E_STAMP', budi, make('complaint', { created_at: undefined })],
  ['changed_at is a date', 'E_STAMP', budi, make('complaint', { changed_at: '2026-11-24' })],
  ['created_by is a number', 'E_MEMBER', budi, make('complaint', { created_by: 1 })],
  ['created_by changes', 'E_STAMP', budi, next(complaint, { created_by: 'siti' }), complaint],
  ['created_at changes', 'E_STAMP', budi, next(complaint, { created_at: '2026-11-23T02:00:00Z' }), complaint],
  ['ref changes', 'E_STAMP', budi, next(complaint, { ref: '7K4A-9XQU' }), complaint]
]);

runTable('authors', [
  ['created in another name', 'E_AUTHOR', budi, make('complaint', { created_by: 'siti' })],
  ['changed in another name', 'E_AUTHOR', budi, next(complaint, { changed_by: 'siti' }), complaint],
  ['a colleague edits', 'ok', makeUser('gaung-agency-dpu', 'siti', STAFF),
    next(complaint, { changed_by: 'siti' }), complaint],
  ['an entry in another name', 'E_AUTHOR', budi, make('entry', by('siti'))],
  ['what Gaung brings', 'ok', operator, make('scheme', by('gaung'))],
  ['elsewhere nobody is called gaung', 'E_AUTHOR', budi, make('complaint', by('gaung'))],
  ['carried by a coordinator', 'ok', carrier,
    make('complaint', { agency: 'dlh', state: 'disposed', carried_by: 'ratna' })],
  ['an entry carried', 'ok', carrier, make('entry', { carried_by: 'ratna' })],
  ['carried by staff', 'E_AUTHOR', budi, make('entry', { created_by: 'siti', carried_by: 'budi' })],
  ['carried in another name', 'E_AUTHOR', carrier, make('entry', { carried_by: 'siti' })],
  ['carried afterwards', 'E_STAMP', budi, next(complaint, { carried_by: 'budi' }), complaint]
]);

runTable('append-only', [
  ['an entry changes', 'E_APPEND', budi, next(make('entry'), { text: 'Tidak jadi.' }), make('entry')],
  ['by a coordinator', 'E_APPEND', ratna,
    next(make('entry'), { text: 'Tidak jadi.', changed_by: 'ratna' }), make('entry')],
  ['a file changes', 'E_APPEND', budi, next(make('attachment'), { name: 'b.jpg' }), make('attachment')]
]);

runTable('files', [
  ['no file', 'E_FILE', budi, make('attachment', { _attachments: undefined })],
  ['two files', 'E_FILE', budi, make('attachment', {
    _attachments: { file: { content_type: 'image/jpeg', length: 3 }, b: { length: 1 } } })],
  ['another name', 'E_FILE', budi, make('attachment', {
    _attachments: { photo: { content_type: 'image/jpeg', length: 3 } } })],
  ['another length', 'E_FILE', budi, make('attachment', { size: 4 })],
  ['another type', 'E_FILE', budi, make('attachment', { media_type: 'image/png' })],
  ['less than nothing', 'E_MEMBER', budi, make('attachment', { size: -1 })],
  ['a complaint with a file', 'E_FILE', budi, make('complaint', {
    _attachments: { file: { content_type: 'image/jpeg', length: 3 } } })]
]);

runTable('roles', [
  ['nobody', 'E_ROLE', makeUser('gaung-agency-dpu', null, []), complaint],
  ['staff of another agency', 'E_ROLE', makeUser('gaung-agency-dpu', 'budi', ['staff', 'agency-dlh']), complaint],
  ['of the agency, but blocked', 'E_ROLE', makeUser('gaung-agency-dpu', 'budi', ['agency-dpu']), complaint],
  ['a coordinator', 'ok', ratna, make('complaint', by('ratna'))],
  ['a server administrator', 'E_ROLE', makeUser('gaung-agency-dpu', 'budi', ['_admin']), complaint],
  ['role by prefix', 'E_ROLE', makeUser('gaung-agency-dp', 'budi', STAFF), make('complaint', { agency: 'dp' })],
  ['directory by staff', 'E_ROLE', makeUser('gaung-directory', 'budi', STAFF), make('agency')],
  ['directory by a coordinator', 'E_ROLE', makeUser('gaung-directory', 'budi', ['coordinator']), make('agency')],
  ['directory by an administrator', 'ok', makeUser('gaung-directory', 'budi', ['admin']), make('agency')],
  ['identity by staff', 'E_ROLE', makeUser('gaung-identity', 'budi', STAFF), make('person')],
  ['identity by a coordinator', 'ok', identity, make('person', by('ratna'))],
  ['common without staff', 'E_ROLE', makeUser('gaung-common', 'budi', []),
    make('entry', { parent: 'template:' + ULID + '01' })],
  ['own template', 'ok', common, make('template', { owner: 'budi' })],
  ['template of a colleague', 'E_ROLE', common, make('template', { owner: 'siti' })],
  ['taking a template over', 'E_ROLE', common,
    next(make('template'), { owner: 'budi' }), make('template', { owner: 'siti' })],
  ['template of the agency', 'ok', common, make('template', { agency: 'dpu' })],
  ['template of another agency', 'E_ROLE', common, make('template', { agency: 'dlh' })],
  ['template of the city by staff', 'E_ROLE', common, make('template')],
  ['template of the city by a coordinator', 'ok',
    makeUser('gaung-common', 'budi', ['coordinator']), make('template')]
]);

['service', 'question'].forEach(function (type) {
  var document = make(type);
  var admin = makeUser('gaung-common', 'siti', ['staff', 'admin']);
  var head = makeUser('gaung-common', 'ratna', ['staff', 'coordinator']);

  runTable(type, [
    ['of my agency', 'ok', common, document],
    ['of another agency', 'E_ROLE', common, make(type, { agency: 'dlh' })],
    ['of another agency by a coordinator', 'ok', head,
      make(type, { agency: 'dlh', created_by: 'ratna', changed_by: 'ratna' })],
    ['of another agency by an administrator', 'ok', admin,
      make(type, { agency: 'dlh', created_by: 'siti', changed_by: 'siti' })],
    ['with the role of the agency alone', 'E_ROLE', makeUser('gaung-common', 'budi', ['agency-dpu']), document],
    ['by a publisher', 'E_ROLE', makeUser('gaung-common', 'budi', ['staff', 'publisher']), document],
    ['of no agency', 'E_REQUIRED', common, make(type, { agency: undefined })],
    ['an edit by a colleague', 'ok', makeUser('gaung-common', 'ratna', STAFF),
      next(document, { checked_on: '2026-11-24', changed_by: 'ratna' }), document],
    ['taking over what is another agency\'s', 'E_ROLE', common, next(document), make(type, { agency: 'dlh' })],
    ['giving it away', 'E_ROLE', common, next(document, { agency: 'dlh' }), document],
    ['giving it away as a coordinator', 'ok', head,
      next(document, { agency: 'dlh', changed_by: 'ratna' }), document],
    ['before it there was no agency', 'E_ROLE', common, next(document), make(type, { agency: null })],
    ['at an agency', 'E_DATABASE', budi, document],
    ['in the directory', 'E_DATABASE', operator, document],
    ['in another name', 'E_AUTHOR', common, make(type, { created_by: 'siti' })],
    ['taken away', 'ok', common, next(document, { state: 'withdrawn' }), document],
    ['deleted', 'E_DELETE', common, { _id: document._id, _deleted: true }, document],
    ['in a state of a complaint', 'E_MEMBER', common, make(type, { state: 'new' })]
  ]);
});

runTable('service', [
  ['a step without a key', 'E_REQUIRED', common, make('service', { steps: [{ title: 'x' }] })],
  ['a step without a title', 'E_REQUIRED', common, make('service', { steps: [{ key: 'a' }] })],
  ['a cost below nothing', 'E_MEMBER', common, make('service', { costs: [{ key: 'a', amount: -1 }] })],
  ['a cost without an amount', 'E_REQUIRED', common, make('service', { costs: [{ key: 'a' }] })],
  ['an odd channel', 'E_MEMBER', common, make('service', { channels: [{ key: 'a', kind: 'telepathy' }] })],
  ['an odd form of a document', 'E_MEMBER', common,
    make('service', { documents: [{ key: 'a', name: 'KTP', form: 'papyrus' }] })],
  ['closed from a day that is none', 'E_MEMBER', common, make('service', { closed_from: '2026-11-31' })],
  ['a key that is too long', 'E_SIZE', common,
    make('service', { steps: [{ key: repeat('k', 17), title: 'x' }] })]
]);

runTable('question', [
  ['open', 'ok', common, make('question', { state: 'open', answer: undefined })],
  ['answered without an answer', 'E_REQUIRED', common, make('question', { answer: undefined })],
  ['answered with nothing', 'E_REQUIRED', common, make('question', { answer: '' })],
  ['about no service', 'ok', common, make('question', { service: undefined })],
  ['about a complaint', 'E_MEMBER', common, make('question', { service: 'complaint:' + ULID + '01' })]
]);

runTable('visit', [
  ['never changes', 'E_APPEND', common, next(make('visit'), { reason: 'queue' }), make('visit')],
  ['not by a coordinator either', 'E_APPEND', makeUser('gaung-common', 'budi', ['staff', 'coordinator']),
    next(make('visit')), make('visit')],
  ['at another agency', 'E_ROLE', common, make('visit', { agency: 'dlh' })],
  ['by an administrator', 'E_ROLE', makeUser('gaung-common', 'budi', ['staff', 'admin']), make('visit')],
  ['ended before it began', 'E_MEMBER', common, make('visit', { ended_at: '2026-11-24T00:59:59Z' })],
  ['ended at once', 'ok', common, make('visit', { ended_at: '2026-11-24T01:00:00Z' })],
  ['a promise below nothing', 'E_MEMBER', common, make('visit', { promised_seconds: -1 })],
  ['of no service', 'E_REQUIRED', common, make('visit', { service: undefined })],
  ['an odd reason', 'E_MEMBER', common, make('visit', { reason: 'rain' })],
  ['not ended', 'E_REQUIRED', common, make('visit', { ended_at: undefined })],
  ['its history', 'ok', common,
    make('entry', { parent: 'visit:' + ULID + '01', kind: 'print', text: undefined })],
  ['the history of a service', 'ok', common,
    make('entry', { parent: 'service:' + ULID + '01', kind: 'print', text: undefined })],
  ['the history of a question', 'ok', common,
    make('entry', { parent: 'question:' + ULID + '01', kind: 'print', text: undefined })]
]);

runTable('databases', [
  ['complaint in common', 'E_DATABASE', common, complaint],
  ['template at an agency', 'E_DATABASE', budi, make('template')],
  ['database record at an agency', 'E_DATABASE', budi, make('database')],
  ['another name', 'E_DATABASE', makeUser('notes', 'budi', STAFF), complaint],
  ['nearly', 'E_DATABASE', makeUser('gaung-agency-', 'budi', STAFF), complaint],
  ['nearly common', 'E_DATABASE', makeUser('gaung-common-x', 'budi', STAFF), make('entry')],
  ['complaint of another agency', 'E_DATABASE', budi, make('complaint', { agency: 'dlh' })],
  ['history of a complaint for all to read', 'E_DATABASE', common, make('entry')],
  ['history of a complaint in the directory', 'E_DATABASE', operator, make('entry', by('operator'))],
  ['history of a template at an agency', 'E_DATABASE', budi, make('entry', { parent: 'template:' + ULID + '01' })],
  ['history of a person', 'ok', budi, make('entry', { parent: 'person:' + ULID + '01' })],
  ['passed on before it was sent', 'ok', budi,
    make('complaint', { agency: 'dlh', disposed_from: 'dpu', state: 'disposed' })],
  ['of no agency yet', 'ok', budi, make('complaint', { agency: undefined })]
]);

function inState(state, more) {
  var changes = { state: state };

  for (var name in more || {})
    changes[name] = more[name];
  return changes;
}

runTable('states', [
  ['nobody answers by the state alone', 'E_STATE', budi, next(complaint, inState('answered')), complaint],
  ['answered', 'ok', budi,
    next(complaint, inState('answered', { answered_at: '2026-11-24T03:00:00Z' })), complaint],
  ['several steps while offline', 'ok', budi,
    next(complaint, inState('done', { closed_at: '2026-11-24T03:00:00Z' })), complaint],
  ['done needs its time', 'E_STATE', budi, next(complaint, inState('done')), complaint],
  ['archived needs a reason', 'E_STATE', budi,
    next(complaint, inState('archived', { closed_at: '2026-11-24T03:00:00Z' })), complaint],
  ['archived', 'ok', budi, next(complaint,
    inState('archived', { closed_at: '2026-11-24T03:00:00Z', archive_reason: 'other' })), complaint],
  ['back to new', 'E_STATE', budi, next(complaint), make('complaint', inState('verified'))],
  ['back to a draft', 'E_STATE', budi, next(complaint, inState('draft')), complaint],
  ['not ours', 'E_STATE', budi, next(complaint, inState('not-ours')), complaint],
  ['out of a draft', 'E_STATE', budi, next(complaint), make('complaint', inState('draft'))],
  ['opened again', 'ok', budi, next(complaint, inState('reopened')), make('complaint', inState('done'))],
  ['edited when done', 'ok', budi, next(complaint, inState('done', { title: 'Lampu' })),
    make('complaint', inState('done'))],
  ['before it there was something odd', 'E_STATE', budi, next(complaint), make('complaint', inState('odd'))]
]);

var passed = make('complaint', { agency: 'dlh', disposed_from: 'dpu', state: 'disposed' });
var moved = next(passed, {
  state: 'moved', moved_to: 'dlh', text: '', changed_by: 'ratna', change: CHANGE
});

runTable('hand-over', [
  ['passed on', 'ok', budi, next(complaint, {
    agency: 'dlh', disposed_from: 'dpu', state: 'disposed', disposed_at: '2026-11-24T03:00:00Z'
  }), complaint],
  ['then it is no longer theirs', 'E_ROLE', budi, next(passed, { title: 'Lampu' }), passed],
  ['but a coordinator\'s', 'ok', ratna, next(passed, { title: 'Lampu', changed_by: 'ratna' }), passed],
  ['moved', 'ok', ratna, moved, passed],
  ['moved again, after a crash', 'ok', ratna, next(moved), moved],
  ['moved with its text', 'E_PERSONAL', ratna, next(moved, { text: 'Lampu' }), passed],
  ['moved with its reporter', 'E_PERSONAL', ratna, next(moved, { reporter: 'person:' + ULID + '01' }), passed],
  ['moved with its files', 'E_PERSONAL', ratna, next(moved, { attachments: ['attachment:' + HASH] }), passed],
  ['moved to nowhere', 'E_MOVED', ratna, next(moved, { moved_to: undefined }), passed],
  ['moved to itself', 'E_MOVED', ratna, next(moved, { moved_to: 'dpu', agency: 'dpu' }), passed],
  ['moved elsewhere', 'E_MOVED', ratna, next(moved, { moved_to: 'dishub' }), passed],
  ['moved_to without the state', 'E_MOVED', budi, next(complaint, { moved_to: 'dlh' }), complaint],
  ['born moved', 'E_MOVED', ratna, next(moved, by('ratna'))],
  ['passed on and emptied by staff', 'E_MOVED', budi, next(moved, { changed_by: 'budi' }), complaint],
  ['brought back', 'ok', ratna, next(complaint, { changed_by: 'ratna', state: 'verified' }), moved],
  ['brought back by staff', 'E_MOVED', budi, next(complaint, { state: 'verified' }), moved],
  ['brought back without its text', 'E_REQUIRED', ratna,
    next(complaint, { changed_by: 'ratna', state: 'verified', text: undefined }), moved],
  ['a person who moved', 'ok', ratna, next(make('person', { name: undefined, telephone: undefined }),
    { moved_to: 'dlh', changed_by: 'ratna' }), make('person')],
  ['a person emptied by staff', 'E_MOVED', budi, next(make('person', { name: undefined, telephone: undefined }),
    { moved_to: 'dlh' }), make('person')],
  ['a person born moved', 'E_MOVED', ratna,
    make('person', { name: undefined, telephone: undefined, moved_to: 'dlh', created_by: 'ratna', changed_by: 'ratna' })],
  ['a person who moved to the same agency', 'E_MOVED', ratna,
    next(make('person', { name: undefined, telephone: undefined }), { moved_to: 'dpu', changed_by: 'ratna' }),
    make('person')],
  ['a person brought back by staff', 'E_MOVED', budi, next(make('person')),
    make('person', { name: undefined, telephone: undefined, moved_to: 'dlh' })],
  ['a person who moved with the telephone', 'E_PERSONAL', budi,
    next(make('person', { name: undefined }), { moved_to: 'dlh' }), make('person')],
  ['a person who moved with a note', 'E_PERSONAL', budi,
    next(make('person', { name: undefined, telephone: undefined, note: 'Tetangga.' }), { moved_to: 'dlh' }),
    make('person')],
  ['a person who moved with the village', 'E_PERSONAL', budi,
    next(make('person', { name: undefined, telephone: undefined, village: '33.72.01' }), { moved_to: 'dlh' }),
    make('person')],
  ['a person brought back', 'ok', ratna, next(make('person'), { changed_by: 'ratna' }),
    make('person', { name: undefined, telephone: undefined, moved_to: 'dlh' })]
]);

/* Whatever stands in a member, also in the document before: a refusal or nothing, never a fault, which
 * CouchDB would answer with 500. */
(function () {
  var odd = [null, 0, -1, 1.5, true, '', 'x', [], {}, [null], [[]], [{}], [{ a: {} }], { a: null }];
  var faults = {};
  var n_tries = 0;

  function tryAll(document, user) {
    var names = Object.keys(document).concat(['moved_to', 'carried_by', 'pauses', 'changes', 'reporter',
      'attachments', 'owner', 'disposed_from', '_rev', '_attachments', 'sample', 'days', 'rules']);

    names.forEach(function (name) {
      odd.concat([undefined]).forEach(function (value) {
        var changed = copy(document);

        changed[name] = value;
        [[changed, null], [changed, document], [next(document), changed]].forEach(function (pair) {
          var got = judge(pair[0], pair[1], user);

          n_tries++;
          if (/^fault/.test(got))
            faults[document.type + '.' + name + ' ' + JSON.stringify(value) + ' ' + got] = true;
        });
      });
    });
  }

  Object.keys(bodies).forEach(function (type) {
    tryAll(make(type), makeUser('gaung-agency-dpu', 'budi', STAFF.concat('coordinator')));
    tryAll(make(type), makeUser('gaung-directory', 'budi', ['admin', '_admin']));
    tryAll(make(type), makeUser('gaung-common', 'budi', STAFF));
  });
  tryAll(copy(moved), ratna);
  report(Object.keys(faults).length === 0 && n_tries > 10000, 'no fault in ' + n_tries + ' odd documents',
    Object.keys(faults).slice(0, 8).join(' | '));
})();

/* Every code that a refusal can have is in the list at the head of the file. */
(function () {
  var start = source.indexOf('function (newDoc');
  var listed = source.slice(0, start).match(/\bE_[A-Z_]+/g).sort();
  var thrown = source.slice(start).match(/\bE_[A-Z_]+/g).sort().filter(function (code, i, all) {
    return all.indexOf(code) === i;
  });

  report(JSON.stringify(listed) === JSON.stringify(thrown), 'codes: as listed', listed + ' / ' + thrown);
})();

finish();
