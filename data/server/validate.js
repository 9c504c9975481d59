/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the databases of Gaung accept: the validate_doc_update function of each of them, put there
 * by `gaungctl provision` as it stands here. One function expression in ECMAScript 5, for every
 * JavaScript engine that CouchDB 3.3 and later come with.
 *
 * It sees one document, the one before it, and who writes; no clock, no other document. It runs for
 * ordinary and for replicated writes. The codes are stable; docs/server.md explains them to people:
 *
 *   E_DELETE     nothing is deleted        E_AUTHOR    written in another name
 *   E_NEW_EDITS  a replicated branch       E_ROLE      not for this account
 *   E_ID         not the id of its type    E_DATABASE  not kept in this database
 *   E_TYPE       no such type              E_APPEND    entries, visits and files never change
 *   E_SCHEMA     of a newer version        E_STATE     no way leads into this state
 *   E_DEPTH      nested too deeply         E_MOVED     not a proper hand-over
 *   E_SIZE       too long or too many      E_PERSONAL  personal data where none may be
 *   E_TEXT       NUL or half a character   E_FILE      bytes that do not fit their record
 *   E_NUMBER     not to be kept exactly
 *   E_MEMBER     a member of a wrong kind  E_STAMP     who, when or `change` is missing or altered
 *   E_REQUIRED   a member is missing
 *
 * A reason names members, never values: it ends in logs.
 */
function (newDoc, oldDoc, userCtx) {
  var MAX_DEPTH = 16;
  var MAX_BYTES = 1048576; /* of all names and texts of a document */
  var MAX_TEXT = 65536;
  var MAX_STRING = 1024;
  var MAX_HEADER = 256;
  var MAX_ELEMENTS = 1000;
  var MAX_INTEGER = 9007199254740992; /* 2^53: from here on neighbours look alike */
  var TRANSPORT = '_id _rev _revisions _attachments _deleted'; /* CouchDB's own members */
  var FILE = 'file'; /* the name of the one CouchDB attachment of an attachment record */

  /* Members of every type: "kind", "!" where required, "*" where personal; then the most bytes, the
   * values of an enum, or the type that a reference (or a list of ids) names. A table stands for a
   * list of sub-records. The same as the field tables in src/records; a test compares them. */
  var TYPES = {
    agency: {
      code: 'string! 64',
      name: 'string!',
      short_name: 'string',
      kind: 'enum office|section|district|village|vertical|state-enterprise|city-enterprise'
        + '|private',
      aliases: 'strings',
      parent_code: 'string 64',
      telephone: 'string', email: 'string',
      address: 'text',
      website: 'string',
      valid_from: 'date', valid_until: 'date',
      areas: 'strings', areas_hidden: 'strings'
    },
    complaint: {
      title: 'string!',
      text: 'text!',
      state: 'enum! draft|new|incomplete|verified|not-ours|archived|disposed|in-progress|answered'
        + '|done|reopened|moved',
      'class': 'enum complaint|supervisory|information|aspiration',
      category: 'string 128',
      agency: 'string 64',
      disposed_from: 'string 64',
      assignee: 'string 256', assignee_name: 'string',
      channel: 'enum! whatsapp|web|app|phone|walk-in|festival|lapor|social|email|letter',
      channel_detail: 'string',
      external_number: 'string 128',
      received_at: 'instant!',
      happened_on: 'date',
      complete_at: 'instant', verified_at: 'instant', disposed_at: 'instant',
      first_reply_at: 'instant', answered_at: 'instant', closed_at: 'instant',
      street: 'string',
      district: 'string 16', village: 'string 16',
      reporter: 'reference person',
      anonymous: 'boolean', secret: 'boolean',
      pauses: { from: 'instant!', until: 'instant', planned: 'date', reason: 'text 4096' },
      archive_reason: 'enum wrong-format|too-general|not-government|duplicate|fake|out-of-scope'
        + '|other',
      promise_on: 'date',
      component: 'enum requirements|procedure|time|cost|product|complaints|legal-basis|facilities'
        + '|competence|supervision|staff|guarantee|safety|evaluation',
      service: 'reference service',
      tags: 'strings',
      attachments: 'strings attachment',
      moved_to: 'string 64'
    },
    person: {
      name: 'string!*',
      nik: 'string* 64', kk: 'string* 64',
      telephone: 'string* 64', email: 'string* 320',
      birth_on: 'date*',
      sex: 'enum* male|female',
      address: 'text* 4096',
      district: 'string 16', village: 'string 16',
      note: 'text'
    },
    entry: {
      parent: 'reference!',
      kind: 'enum! created|state|disposition|return|postpone|resume|assignment|reply|note|question'
        + '|change|reveal|promise|print|export|import|reopen',
      text: 'text',
      actor_name: 'string',
      actor_agency: 'string 64',
      from_state: 'string 64', to_state: 'string 64',
      from_agency: 'string 64', to_agency: 'string 64',
      assignee: 'string',
      assignee_name: 'string',
      reason: 'text',
      until: 'date',
      members: 'strings',
      changes: { member: 'string!', before: 'text', after: 'text' },
      attachments: 'strings attachment'
    },
    attachment: {
      name: 'string!',
      media_type: 'string! 256',
      size: 'integer!',
      sha256: 'string! 64',
      width: 'integer', height: 'integer'
    },
    template: {
      name: 'string!',
      kind: 'enum reply|note|question|postpone|archive',
      text: 'text!',
      states: 'strings', categories: 'strings',
      agency: 'string 64',
      owner: 'string',
      shortcut: 'string 64'
    },
    calendar: {
      year: 'integer!',
      decree: 'string!',
      source: 'string',
      days: {
        date: 'date!',
        kind: 'enum! holiday|joint-leave',
        name: 'string!',
        added: 'boolean'
      }
    },
    scheme: {
      kind: 'enum! clock',
      name: 'string!',
      rules: {
        key: 'string! 64',
        label: 'string!',
        kind: 'enum! elapsed|working',
        amount: 'integer!',
        start: 'enum! received|complete|verified|disposed',
        end: 'enum! verified|first-reply|answered',
        classes: 'strings',
        source: 'string',
        verified: 'boolean',
        effective_from: 'date', effective_until: 'date'
      }
    },
    service: {
      agency: 'string! 64',
      name: 'string!',
      summary: 'text 4096',
      audience: 'string',
      life_event: 'enum birth|school|work|business|marriage|home|vehicle|health|tax|travel|aid'
        + '|disability|death|identity|participation|other',
      keywords: 'strings',
      state: 'enum! draft|active|withdrawn',
      channels: {
        key: 'string! 16',
        kind: 'enum! counter|website|app|whatsapp|telephone|email|mobile-unit|post',
        name: 'string',
        address: 'text 4096',
        url: 'string', telephone: 'string 64', email: 'string 320',
        hours: 'string',
        note: 'text 4096'
      },
      output: 'text 4096',
      free: 'boolean',
      costs: {
        key: 'string! 16',
        label: 'string',
        amount: 'money!',
        per: 'string',
        note: 'text 4096'
      },
      cost_note: 'text 4096',
      time_text: 'string',
      time_amount: 'integer',
      time_unit: 'enum minutes|hours|working-days|days',
      eligibility: 'text',
      documents: {
        key: 'string! 16',
        name: 'string!',
        group: 'string 64',
        form: 'enum original|copy|original-and-copy|file',
        copies: 'integer',
        condition: 'string',
        note: 'text 4096'
      },
      steps: {
        key: 'string! 16',
        title: 'string!',
        text: 'text 4096',
        actor: 'enum applicant|officer|system|other',
        actor_name: 'string',
        amount: 'integer',
        unit: 'enum minutes|hours|working-days|days',
        condition: 'string',
        channel: 'string 16'
      },
      complaints_handling: 'text',
      legal_basis: 'text', facilities: 'text', competence: 'text', supervision: 'text',
      staff: 'text', guarantee: 'text', safety: 'text', evaluation: 'text',
      decree_number: 'string 256', decree_year: 'integer',
      sippn_id: 'string 64',
      alert: 'text 4096', alert_until: 'date',
      closed_from: 'date', closed_until: 'date', closed_reason: 'string',
      checked_on: 'date', checked_by: 'string',
      languages: 'strings',
      unverified: 'strings',
      sources: 'strings'
    },
    question: {
      question: 'string!',
      answer: 'text',
      service: 'reference service',
      agency: 'string! 64',
      keywords: 'strings',
      state: 'enum! open|active|withdrawn',
      checked_on: 'date', checked_by: 'string'
    },
    visit: {
      service: 'reference! service',
      agency: 'string! 64',
      started_at: 'instant!', ended_at: 'instant!',
      promised_seconds: 'integer',
      reason: 'enum network|document|queue|system|explanation|other',
      counter: 'string 64'
    },
    /* Of the server alone, written by `gaungctl provision`: which databases there are, for whom,
     * and the epoch, which the operator changes after a restore. */
    database: {
      name: 'string! 128',
      kind: 'enum! directory|common|agency|identity',
      agency: 'string 64',
      role: 'string! 80',
      epoch: 'string! 36'
    }
  };

  /* The newest version of each type that this file knows. */
  var SCHEMAS = {
    agency: 1, complaint: 1, person: 1, entry: 1, attachment: 1, template: 1, calendar: 1,
    scheme: 1, service: 1, question: 1, visit: 1, database: 1
  };

  /* Which types a kind of database keeps. */
  var KEPT = {
    directory: 'agency calendar scheme database entry',
    common: 'template service question visit entry attachment',
    agency: 'complaint person entry attachment',
    identity: 'complaint person entry attachment'
  };

  /* One action leads from a state to these (src/records/gaung-complaint-transitions.c; a test
   * compares them). A desk sends what it did while offline in one write, so a write may take
   * several of these steps. */
  var STEPS = {
    draft: '',
    'new': 'incomplete verified archived disposed answered',
    incomplete: 'verified archived disposed answered',
    verified: 'incomplete archived disposed in-progress answered',
    'not-ours': 'reopened',
    archived: 'reopened',
    disposed: 'incomplete verified archived in-progress answered',
    'in-progress': 'incomplete verified archived disposed answered',
    answered: 'done reopened',
    done: 'reopened',
    reopened: 'incomplete verified archived disposed in-progress answered',
    moved: ''
  };

  /* Who enters the state leaves these. */
  var STATE_NEEDS = {
    archived: ['archive_reason', 'closed_at'],
    disposed: ['agency', 'disposed_at'],
    answered: ['answered_at'],
    done: ['closed_at']
  };

  /* What a record that was handed over leaves behind nothing of, besides personal members. What
   * stays of a complaint is what its old agency needs to recognise and to count it. */
  var GONE_WHEN_MOVED = {
    complaint: ['text', 'street', 'reporter', 'external_number', 'channel_detail', 'attachments'],
    person: ['note', 'district', 'village']
  };

  var CODE = /^[a-z0-9][a-z0-9-]{0,63}$/;
  var ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
  var SHA256 = /^[0-9a-f]{64}$/;
  var UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
  var MEMBER_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
  /* A prefix other than "gaung" makes a second set on the same server: for training and tests. */
  var DATABASE = /^([a-z][a-z0-9]*)-(?:(directory|common|identity)|agency-([a-z0-9][a-z0-9-]*))$/;
  var INSTANT
    = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

  function refuse(code, reason) {
    throw ({ forbidden: code + ': ' + reason });
  }

  /* ---- Values ---- */

  function has(object, name) {
    return Object.prototype.hasOwnProperty.call(object, name);
  }

  function isPresent(object, name) {
    return has(object, name) && object[name] !== null;
  }

  function isFilled(object, name) {
    return isPresent(object, name) && object[name] !== '';
  }

  function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }

  function isRequired(spec) {
    return typeof spec === 'string' && spec.indexOf('!') >= 0;
  }

  function isPersonal(spec) {
    return typeof spec === 'string' && spec.indexOf('*') >= 0;
  }

  function contains(words, word) {
    return words.split(' ').indexOf(word) >= 0;
  }

  /* The length in UTF-8; what CouchDB let pass has no half characters, and this makes sure. */
  function countBytes(text) {
    var two, three;

    if (!/[^\u0001-\u007f]/.test(text))
      return text.length;
    if (text.indexOf('\u0000') >= 0)
      refuse('E_TEXT', 'a text contains NUL');
    if (/[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/.test(text))
      refuse('E_TEXT', 'a text contains half a character');
    two = text.match(/[\u0080-\u07ff\ud800-\udfff]/g);
    three = text.match(/[\u0800-\ud7ff\ue000-\uffff]/g);
    return text.length + (two ? two.length : 0) + (three ? 2 * three.length : 0);
  }

  /* Milliseconds since 1970 of the beginning of a day in UTC; NaN where there is no such day. */
  function parseDay(text) {
    var match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
    var lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    var year, month, day;

    if (!match)
      return NaN;
    year = Number(match[1]);
    month = Number(match[2]);
    day = Number(match[3]);
    if (month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0))
      lengths[1] = 29;
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > lengths[month - 1])
      return NaN;
    /* Date.UTC takes years before 100 for those of the last century: go 400 years on and back. */
    return Date.UTC(year + 400, month - 1, day) - 146097 * 86400000;
  }

  /* RFC 3339 with any offset, as src/base reads it; NaN for anything else. */
  function parseInstant(text) {
    var match = INSTANT.exec(text);
    var offset = 0;

    if (!match || Number(match[2]) > 23 || Number(match[3]) > 59 || Number(match[4]) > 60)
      return NaN;
    if (match[6]) {
      if (Number(match[7]) > 23 || Number(match[8]) > 59)
        return NaN;
      offset = (match[6] === '-' ? -1 : 1) * (Number(match[7]) * 60 + Number(match[8]));
    }
    return parseDay(match[1]) + Number(match[2]) * 3600000 + (Number(match[3]) - offset) * 60000
      + Number(match[4]) * 1000 + Math.floor(Number('0' + (match[5] || '.0')) * 1000);
  }

  /* The type that an id names, or null where it is no id. */
  function getTypeOfId(id) {
    var match = typeof id === 'string' ? /^([a-z-]+):(.+)$/.exec(id) : null;

    if (!match)
      return null;
    return (match[1] === 'attachment' ? SHA256 : ULID).test(match[2]) ? match[1] : null;
  }

  /* ---- Shape: what must hold whoever writes ---- */

  /* Depth, numbers, names and texts of the whole document, in one pass. Below the limit of depth
   * nothing is looked at, so that hostile nesting costs nothing. */
  function checkShape(document) {
    var bytes = 0;

    function walk(value, depth) {
      var name, i;

      if (typeof value === 'string') {
        if (value.length > MAX_TEXT)
          refuse('E_SIZE', 'a text is longer than ' + MAX_TEXT + ' bytes');
        bytes += countBytes(value);
        if (bytes > MAX_BYTES)
          refuse('E_SIZE', 'the document is longer than ' + MAX_BYTES + ' bytes');
      } else if (typeof value === 'number') {
        if (!(Math.abs(value) < MAX_INTEGER))
          refuse('E_NUMBER', 'a number is beyond 2^53');
      } else if (Array.isArray(value)) {
        if (depth > MAX_DEPTH)
          refuse('E_DEPTH', 'nested deeper than ' + MAX_DEPTH);
        if (value.length > MAX_ELEMENTS)
          refuse('E_SIZE', 'a list with more than ' + MAX_ELEMENTS + ' elements');
        for (i = 0; i < value.length; i++)
          walk(value[i], depth + 1);
      } else if (isObject(value)) {
        if (depth > MAX_DEPTH)
          refuse('E_DEPTH', 'nested deeper than ' + MAX_DEPTH);
        i = 0;
        for (name in value) {
          if (!has(value, name)
              || (depth === 1 && name.charAt(0) === '_' && contains(TRANSPORT, name)))
            continue;
          if (++i > MAX_ELEMENTS)
            refuse('E_SIZE', 'an object with more than ' + MAX_ELEMENTS + ' members');
          if (!MEMBER_NAME.test(name))
            refuse('E_MEMBER', 'a name of a member is not made of letters, digits, _ and -');
          bytes += name.length;
          walk(value[name], depth + 1);
        }
      }
    }

    walk(document, 1);
  }

  function checkText(name, value, most) {
    if (typeof value !== 'string')
      refuse('E_MEMBER', name + ': not a string');
    if (value.length > most || (value.length * 3 > most && countBytes(value) > most))
      refuse('E_SIZE', name + ': longer than ' + most + ' bytes');
  }

  function checkStrings(name, value, target) {
    var i;

    if (!Array.isArray(value))
      refuse('E_MEMBER', name + ': not a list');
    for (i = 0; i < value.length; i++) {
      checkText(name, value[i], MAX_STRING);
      if (target && getTypeOfId(value[i]) !== target)
        refuse('E_MEMBER', name + ': not the id of a record');
    }
  }

  function checkLocalized(name, value) {
    var language;

    if (!isObject(value))
      refuse('E_MEMBER', name + ': not a text by language');
    for (language in value) {
      if (!/^[a-z]{2,3}$/.test(language))
        refuse('E_MEMBER', name + ': not a language');
      checkText(name, value[language], MAX_TEXT);
    }
  }

  function checkInteger(name, value, least) {
    if (typeof value !== 'number' || Math.floor(value) !== value)
      refuse('E_MEMBER', name + ': not an integer');
    if (value < least)
      refuse('E_MEMBER', name + ': less than nothing');
  }

  function checkRecords(name, value, members) {
    var i, part;

    if (!Array.isArray(value))
      refuse('E_MEMBER', name + ': not a list');
    for (i = 0; i < value.length; i++) {
      if (!isObject(value[i]))
        refuse('E_MEMBER', name + ': an element that is not an object');
      for (part in members) {
        if (isPresent(value[i], part))
          checkMember(name + '.' + part, value[i][part], members[part]);
        else if (isRequired(members[part]))
          refuse('E_REQUIRED', name + '.' + part);
      }
    }
  }

  function checkMember(name, value, spec) {
    var space, end, kind, detail;

    if (typeof spec !== 'string')
      return checkRecords(name, value, spec);
    space = spec.indexOf(' ');
    detail = space < 0 ? '' : spec.slice(space + 1);
    end = space < 0 ? spec.length : space;
    while (spec.charAt(end - 1) === '!' || spec.charAt(end - 1) === '*')
      end--;
    kind = spec.slice(0, end);
    switch (kind) {
      case 'string':
        return checkText(name, value, Number(detail || MAX_STRING));
      case 'text':
        return checkText(name, value, Number(detail || MAX_TEXT));
      case 'integer':
        return checkInteger(name, value, -MAX_INTEGER);
      case 'money':
        return checkInteger(name, value, 0);
      case 'boolean':
        return typeof value === 'boolean' || refuse('E_MEMBER', name + ': neither true nor false');
      case 'date':
        return (typeof value === 'string' && !isNaN(parseDay(value)))
          || refuse('E_MEMBER', name + ': not a date (YYYY-MM-DD)');
      case 'instant':
        return (typeof value === 'string' && !isNaN(parseInstant(value)))
          || refuse('E_MEMBER', name + ': not an instant (RFC 3339)');
      case 'enum':
        return (typeof value === 'string' && detail.split('|').indexOf(value) >= 0)
          || refuse('E_MEMBER', name + ': not one of the values it can have');
      case 'strings':
        return checkStrings(name, value, detail);
      case 'reference':
        return (getTypeOfId(value) !== null && (!detail || getTypeOfId(value) === detail))
          || refuse('E_MEMBER', name + ': not the id of a record');
      case 'localized':
        return checkLocalized(name, value);
      default:
        throw new Error('validate.js: no such kind: ' + kind);
    }
  }

  /* A record that was handed over has emptied itself. */
  function isMoved(document) {
    return document.type === 'complaint' ? document.state === 'moved'
      : document.type === 'person' && isFilled(document, 'moved_to');
  }

  function checkMembers(document, members) {
    var name, spec;

    for (name in members) {
      spec = members[name];
      if (isPresent(document, name))
        checkMember(name, document[name], spec);
      if (isRequired(spec) && !isFilled(document, name)
          && !isMoved(document))
        refuse('E_REQUIRED', name);
    }
    if (isPresent(document, 'sample'))
      checkMember('sample', document.sample, 'boolean');
  }

  function checkHeader(document) {
    var names = ['created_at', 'changed_at', 'created_by', 'changed_by', 'change'];
    var i;

    for (i = 0; i < names.length; i++)
      if (!isFilled(document, names[i]))
        refuse('E_STAMP', names[i] + ' is missing');
    /* The types, too: a regular expression would take a list with one text for that text. */
    for (i = 0; i < 2; i++)
      if (typeof document[names[i]] !== 'string' || isNaN(parseInstant(document[names[i]])))
        refuse('E_STAMP', names[i] + ': not an instant (RFC 3339)');
    checkText('created_by', document.created_by, MAX_HEADER);
    checkText('changed_by', document.changed_by, MAX_HEADER);
    if (isPresent(document, 'ref'))
      checkText('ref', document.ref, MAX_HEADER);
    if (isPresent(document, 'carried_by'))
      checkText('carried_by', document.carried_by, MAX_HEADER);
    if (typeof document.change !== 'string' || !UUID.test(document.change))
      refuse('E_STAMP', 'change: not a UUID');
  }

  /* Files are records of their own; the bytes come with them, since neither ever changes. */
  function checkFile(document) {
    var files = isObject(document._attachments) ? document._attachments : {};
    var names = Object.keys(files);

    if (document.type !== 'attachment') {
      if (names.length > 0)
        refuse('E_FILE', 'only attachment records have a file');
      return;
    }
    if (document.sha256 !== document._id.slice('attachment:'.length))
      refuse('E_ID', 'not the hash of the file');
    if (document.size < 0)
      refuse('E_MEMBER', 'size: less than nothing');
    if (names.length !== 1 || !isObject(files[FILE]))
      refuse('E_FILE', 'not exactly one file with the name "' + FILE + '"');
    if (has(files[FILE], 'length') && files[FILE].length !== document.size)
      refuse('E_FILE', 'the file is not as long as its record says');
    if (files[FILE].content_type !== document.media_type)
      refuse('E_FILE', 'the file is not of the type that its record says');
  }

  function checkPauses(document) {
    var pauses = isPresent(document, 'pauses') ? document.pauses : [];
    var open = 0;
    var i;

    for (i = 0; i < pauses.length; i++) {
      if (!isPresent(pauses[i], 'until'))
        open++;
      else if (parseInstant(pauses[i].until) < parseInstant(pauses[i].from))
        refuse('E_MEMBER', 'pauses: one that ends before it begins');
    }
    if (open > 1)
      refuse('E_MEMBER', 'pauses: more than one is open');
  }

  /* What is handed over is no longer here: neither a citizen's words nor who the citizen is. */
  function checkMoved(document, members) {
    var gone, name, i;

    if (!isMoved(document)) {
      if (document.type === 'complaint' && isFilled(document, 'moved_to'))
        refuse('E_MOVED', 'moved_to belongs to the state "moved"');
      return;
    }
    if (typeof document.moved_to !== 'string' || !CODE.test(document.moved_to))
      refuse('E_MOVED', 'moved_to: not the code of an agency');
    gone = GONE_WHEN_MOVED[document.type].slice();
    for (name in members)
      if (isPersonal(members[name]))
        gone.push(name);
    for (i = 0; i < gone.length; i++)
      if (isFilled(document, gone[i]) && document[gone[i]].length > 0)
        refuse('E_PERSONAL', gone[i] + ' must be empty after a hand-over');
  }

  /* History is where its record is, so that nobody adds to what they cannot read. It says which
   * personal members changed, never what they were. */
  function checkEntry(document, database) {
    var type = getTypeOfId(document.parent);
    var members = has(TYPES, type) ? TYPES[type] : {};
    var changes = isPresent(document, 'changes') ? document.changes : [];
    var i, change;

    if (!contains(KEPT[database.kind], type))
      refuse('E_DATABASE', 'the history of such a record is kept elsewhere');
    for (i = 0; i < changes.length; i++) {
      change = changes[i];
      if (has(members, change.member) && isPersonal(members[change.member])
          && (isFilled(change, 'before') || isFilled(change, 'after')))
        refuse('E_PERSONAL', 'changes: a personal member with its value');
    }
    if (contains('reply note question', document.kind) && !isFilled(document, 'text'))
      refuse('E_REQUIRED', 'text');
  }

  function checkVisit(document) {
    if (parseInstant(document.ended_at) < parseInstant(document.started_at))
      refuse('E_MEMBER', 'ended_at: before started_at');
    if (isPresent(document, 'promised_seconds') && document.promised_seconds < 0)
      refuse('E_MEMBER', 'promised_seconds: less than nothing');
  }

  function checkId(document, database) {
    var id = document._id;

    if (document.type === 'database') {
      if (id !== 'database:' + document.name || !DATABASE.test(document.name)
          || DATABASE.exec(document.name)[1] !== database.prefix)
        refuse('E_ID', 'not the id of a database of this set');
      if (!UUID.test(document.epoch))
        refuse('E_MEMBER', 'epoch: not a UUID');
    } else if (getTypeOfId(id) !== document.type)
      refuse('E_ID', 'not the id of such a record');
  }

  function checkDocument(document, database) {
    var members;

    if (typeof document.type !== 'string' || !has(TYPES, document.type))
      refuse('E_TYPE', 'no such type of record');
    members = TYPES[document.type];
    if (typeof document.schema !== 'number' || Math.floor(document.schema) !== document.schema
        || document.schema < 1)
      refuse('E_SCHEMA', 'not a version');
    if (document.schema > SCHEMAS[document.type])
      refuse('E_SCHEMA', 'written by a newer version than this server was set up for');
    if (!contains(KEPT[database.kind], document.type))
      refuse('E_DATABASE', 'records of this type are kept elsewhere');
    checkShape(document);
    checkHeader(document);
    checkMembers(document, members);
    checkId(document, database);
    checkFile(document);
    checkMoved(document, members);
    if (document.type === 'complaint')
      checkPauses(document);
    if (document.type === 'visit')
      checkVisit(document);
    if (document.type === 'question' && document.state === 'active' && !isFilled(document, 'answer'))
      refuse('E_REQUIRED', 'answer');
    if (document.type === 'entry')
      checkEntry(document, database);
  }

  /* ---- Who may do what ---- */

  function hasRole(role) {
    return userCtx.roles.indexOf(role) >= 0;
  }

  function isAdmin() {
    return hasRole('admin') || hasRole('_admin');
  }

  function isCoordinator() {
    return hasRole('coordinator');
  }

  /* Staff of the agency, or a coordinator, who has the desks of all. */
  function standsFor(agency) {
    return isCoordinator() || (hasRole('staff') && hasRole('agency-' + agency));
  }

  /* A template is somebody's own, an agency's, or the city's. */
  function mayWriteTemplate(template) {
    if (isFilled(template, 'owner'))
      return hasRole('staff') && template.owner === userCtx.name;
    if (isFilled(template, 'agency'))
      return standsFor(template.agency) || isAdmin();
    return isCoordinator() || isAdmin() || hasRole('publisher');
  }

  /* What an agency tells about itself: its staff, a coordinator, or an administrator. */
  function maySpeakFor(document) {
    return typeof document.agency === 'string' && (standsFor(document.agency) || isAdmin());
  }

  function mayWriteCommon(document) {
    switch (document.type) {
      case 'template':
        return mayWriteTemplate(document);
      case 'service':
      case 'question':
        return maySpeakFor(document);
      case 'visit':
        return standsFor(document.agency);
      default:
        return hasRole('staff');
    }
  }

  function checkRole(database) {
    var isAllowed;

    if (typeof userCtx.name !== 'string')
      refuse('E_ROLE', 'nobody has signed in');
    switch (database.kind) {
      case 'directory':
        isAllowed = isAdmin();
        break;
      case 'common':
        isAllowed = mayWriteCommon(newDoc) && (!oldDoc || mayWriteCommon(oldDoc));
        break;
      case 'agency':
        isAllowed = standsFor(database.agency);
        break;
      default:
        isAllowed = isCoordinator();
    }
    if (!isAllowed)
      refuse('E_ROLE', 'this account may not write this here');
  }

  /* Whoever creates signs. Two exceptions: what Gaung itself brings for the directory, and what a
   * coordinator carries from another agency, which keeps its author and says who carried it. */
  function checkAuthor(database) {
    var isCarried = isPresent(newDoc, 'carried_by');

    if (oldDoc) {
      if (newDoc.changed_by !== userCtx.name)
        refuse('E_AUTHOR', 'changed_by is not the account that writes');
    } else if (isCarried) {
      if (newDoc.carried_by !== userCtx.name || !isCoordinator() || database.kind !== 'agency')
        refuse('E_AUTHOR', 'carried_by: only a coordinator carries records to another agency');
    } else if (database.kind === 'directory' && newDoc.created_by === 'gaung'
               && newDoc.changed_by === 'gaung') {
      return;
    } else if (newDoc.created_by !== userCtx.name || newDoc.changed_by !== userCtx.name)
      refuse('E_AUTHOR', 'created_by and changed_by are not the account that writes');
  }

  function checkStamps() {
    var names = ['type', 'created_at', 'created_by', 'ref', 'carried_by'];
    var i;

    for (i = 0; i < names.length; i++)
      if (newDoc[names[i]] !== oldDoc[names[i]])
        refuse('E_STAMP', names[i] + ' never changes');
    if (newDoc.change === oldDoc.change)
      refuse('E_STAMP', 'change must be new at every write');
  }

  /* ---- Complaints ---- */

  /* Whether some number of steps leads there. */
  function canReach(from, to) {
    var seen = has(STEPS, from) ? STEPS[from].split(' ') : [];
    var next, i, j;

    for (i = 0; i < seen.length; i++) {
      if (seen[i] === to)
        return true;
      next = has(STEPS, seen[i]) ? STEPS[seen[i]].split(' ') : [];
      for (j = 0; j < next.length; j++)
        if (seen.indexOf(next[j]) < 0)
          seen.push(next[j]);
    }
    return false;
  }

  /* Whoever empties a record has put the whole one elsewhere before: staff could not. */
  function checkHandOver(database) {
    var wasMoved = oldDoc && isMoved(oldDoc);

    if (!isMoved(newDoc)) {
      if (wasMoved && !isCoordinator())
        refuse('E_MOVED', 'only a coordinator brings back what was handed over');
      return;
    }
    if (!oldDoc)
      refuse('E_MOVED', 'a record cannot be handed over before it is here');
    if (!isCoordinator())
      refuse('E_MOVED', 'only a coordinator hands over');
    if (newDoc.moved_to === database.agency)
      refuse('E_MOVED', 'moved_to is the agency that has it');
  }

  function checkNewComplaint(database) {
    /* Passed on before it was ever sent: the agency that took it in has it until it is carried. */
    if (database.kind === 'agency' && isFilled(newDoc, 'agency')
        && newDoc.agency !== database.agency && newDoc.disposed_from !== database.agency)
      refuse('E_DATABASE', 'the complaint belongs to another agency');
  }

  function checkStep() {
    var needs, i;

    if (newDoc.state === oldDoc.state)
      return;
    if (!canReach(oldDoc.state, newDoc.state))
      refuse('E_STATE', 'no way leads from "' + oldDoc.state + '" to "' + newDoc.state + '"');
    needs = has(STATE_NEEDS, newDoc.state) ? STATE_NEEDS[newDoc.state] : [];
    for (i = 0; i < needs.length; i++)
      if (!isFilled(newDoc, needs[i]))
        refuse('E_STATE', 'the state "' + newDoc.state + '" needs ' + needs[i]);
  }

  function checkComplaint(database) {
    if (!oldDoc)
      return checkNewComplaint(database);
    /* Passed on, but not yet carried: it is no longer this agency's to work on. */
    if (database.kind === 'agency' && isFilled(oldDoc, 'agency') && !standsFor(oldDoc.agency))
      refuse('E_ROLE', 'another agency holds the complaint');
    if (newDoc.state === 'moved') {
      if (newDoc.moved_to !== newDoc.agency)
        refuse('E_MOVED', 'moved_to is not the agency that holds it now');
    } else if (oldDoc.state === 'moved') {
      /* Back from the other agency, it is whole again. */
      if (newDoc.agency !== database.agency)
        refuse('E_MOVED', 'what comes back belongs to another agency');
    } else
      checkStep();
  }

  /* ---- In this order ---- */

  function readDatabaseName() {
    var match = DATABASE.exec(userCtx.db);

    if (!match)
      refuse('E_DATABASE', 'the name of the database is not one of ours');
    return { prefix: match[1], kind: match[2] || 'agency', agency: match[3] };
  }

  var database = readDatabaseName();
  var isReplicated = oldDoc ? newDoc._rev !== oldDoc._rev : has(newDoc, '_rev');

  if (newDoc._deleted)
    refuse('E_DELETE', 'nothing is deleted here; a state removes a record');
  if (isReplicated && !hasRole('replicator') && !hasRole('_admin'))
    refuse('E_NEW_EDITS', 'only an operator brings revisions from elsewhere');
  checkDocument(newDoc, database);
  /* What comes back from a backup was judged when it was written; its ancestors are not here. */
  if (isReplicated)
    return;

  checkRole(database);
  if (oldDoc && contains('entry attachment visit', newDoc.type))
    refuse('E_APPEND', 'entries, visits and files never change');
  checkAuthor(database);
  if (oldDoc)
    checkStamps();
  checkHandOver(database);
  if (newDoc.type === 'complaint')
    checkComplaint(database);
}
