/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds validate.js against the client: rules.json is what print-rules.c printed. */
"use strict";

std.loadScript(scriptArgs[0].replace(/[^\/]*$/, 'harness.js'));

var rules = JSON.parse(std.loadFile(scriptArgs[2]));
/* The function up to the place where it begins to act, so that its tables can be looked at. */
var HEAD = source.indexOf('/* ---- In this order ---- */');
var inside = std.evalScript('(' + source.slice(0, HEAD)
  + 'return { TYPES: TYPES, SCHEMAS: SCHEMAS, STEPS: STEPS, checkMember: checkMember,'
  + ' checkShape: checkShape }; })')({}, null, { roles: [] });
/* What only the server has. */
var SERVER_TYPES = ['database'];

function same(name, expected, got) {
  var a = JSON.stringify(expected);
  var b = JSON.stringify(got);

  report(a === b, name, 'client ' + a + ', server ' + b);
}

/* A spec of validate.js in the words of print-rules.c. */
function describe(spec) {
  var words, kind;

  if (typeof spec !== 'string')
    return {
      kind: 'records', required: false, personal: false, bytes: 0, target: '', values: [],
      fields: describeAll(spec)
    };
  words = spec.split(' ');
  kind = words[0].replace(/[!*]/g, '');
  return {
    kind: kind,
    required: words[0].indexOf('!') >= 0,
    personal: words[0].indexOf('*') >= 0,
    bytes: kind === 'string' ? Number(words[1] || 1024) : kind === 'text' ? Number(words[1] || 65536) : 0,
    target: kind === 'reference' || kind === 'strings' ? words[1] || '' : '',
    values: kind === 'enum' ? words[1].split('|') : [],
    fields: null
  };
}

function describeAll(members) {
  var result = {};

  Object.keys(members).forEach(function (name) {
    result[name] = describe(members[name]);
  });
  return result;
}

function accepts(check) {
  try {
    check();
  } catch (refusal) {
    if (typeof refusal.forbidden === 'string')
      return false;
    throw refusal;
  }
  return true;
}

same('types', Object.keys(rules.types).sort(), Object.keys(inside.TYPES).filter(function (name) {
  return SERVER_TYPES.indexOf(name) < 0;
}).sort());

Object.keys(rules.types).forEach(function (name) {
  var type = rules.types[name];

  same(name + ': schema', type.schema, inside.SCHEMAS[name]);
  same(name + ': members', Object.keys(type.fields), Object.keys(inside.TYPES[name] || {}));
  Object.keys(type.fields).forEach(function (member) {
    same(name + '.' + member, type.fields[member], describe((inside.TYPES[name] || {})[member] || ''));
  });
});

Object.keys(rules.steps).forEach(function (state) {
  var steps = rules.steps[state].filter(function (next, i, all) {
    return all.indexOf(next) === i;
  });

  same('steps from ' + state, steps.sort(), (inside.STEPS[state] || '').split(' ').filter(Boolean).sort());
});

(function () {
  var n_wrong = 0;

  rules.verdicts.forEach(function (row) {
    var value = JSON.parse(row[1]);
    var spec = row[0] === 'records' ? { key: 'string!' } : row[0];
    var got = value === null || accepts(function () {
      inside.checkShape({ x: value });
      inside.checkMember('x', value, spec);
    });

    if (got !== row[2]) {
      n_wrong++;
      report(false, 'verdict on ' + row[0] + ' ' + row[1], 'client ' + row[2] + ', server ' + got);
    }
  });
  report(n_wrong === 0 && rules.verdicts.length > 1000, rules.verdicts.length + ' verdicts on values',
    n_wrong + ' differ');
})();

rules.depths.forEach(function (row, i) {
  var got = accepts(function () { inside.checkShape(JSON.parse(row[0])); });

  report(got === row[1], (i + 1) + ' levels', 'client ' + row[1] + ', server ' + got);
});

/* Whatever a desk does, one action or several between two writes, the server takes it. */
(function () {
  var user = makeUser('gaung-agency-dpu', 'budi', ['staff', 'agency-dpu', 'coordinator']);
  var n_writes = 0;
  var refused = {};
  var seen = {};

  function take(what, document, before) {
    var code = judge(document, before, user);

    n_writes++;
    if (code !== 'ok')
      refused[what + ' ' + code] = (refused[what + ' ' + code] || 0) + 1;
  }

  rules.walks.forEach(function (walk) {
    var documents = walk.documents.filter(function (document, i, all) {
      return i === 0 || document.change !== all[i - 1].change;
    });

    take('created', documents[0], null);
    documents.forEach(function (before, i) {
      seen[before.state] = true;
      documents.slice(i + 1).forEach(function (document) {
        take(before.state + ' to ' + document.state, document, before);
      });
    });
    walk.entries.forEach(function (entry) {
      take('entry ' + entry.kind, entry, null);
    });
  });
  same('every write of ' + rules.walks.length + ' random complaints is accepted', {}, refused);
  report(n_writes > 5000 && Object.keys(seen).length >= 9, n_writes + ' writes tried', Object.keys(seen));
})();

rules.builtin.forEach(function (document) {
  var got = judge(document, null, makeUser('gaung-directory', 'operator', ['_admin']));

  report(got === 'ok', 'built in: ' + document._id, got);
});

/* ECMAScript 5 alone: CouchDB 3.3 still came with engines that know no more. */
(function () {
  var code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
  var newer = code.match(/\b(?:let|const|class|async|await|of)\b|=>|`|\.\.\.|\?\.|\*\*/);

  report(newer === null && code.indexOf('//') < 0, 'only ECMAScript 5', newer);
})();

finish();
