// The board: each event is the whole state, and the page is made anew of it. All text is put in as text.
'use strict';

const good = new Set(['IDLE', 'POLLING', 'WORKING', 'UP']);
const bad = new Set(['FAILED', 'BACKING_OFF', 'DOWN', 'ABSENT', 'BLOCKED']);
let seen = null; // ids of what was shown before; null at first, so that not all is new

function element(name, classes, ...content) {
    const made = document.createElement(name);
    made.className = classes;
    made.append(...content.filter((each) => each !== null && each !== undefined));
    return made;
}

function state(word) {
    const kind = good.has(word) ? 'good' : bad.has(word) ? 'bad' : 'wait';
    return element('span', `state ${kind}`, word.toLowerCase().replaceAll('_', ' '));
}

function ago(seconds) {
    return seconds < 2 ? 'just now' : seconds < 120 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`;
}

function mark(line, id, ids) {
    ids.add(id);
    if (seen !== null && !seen.has(id)) {
        line.classList.add('new');
    }
    return line;
}

function mailbox(each, mail, session, ids) {
    const by = session && session.bearer ? `by ${session.bearer}` : 'by no network';
    const how = each.push ? 'mail is pushed' : 'not pushed';
    const card = element('li', '',
        element('div', 'head', element('strong', '', each.account ?? each.routeId), state(each.state ?? 'STOPPED')),
        element('div', 'quiet small', `${each.folder ?? ''} at ${each.server ?? ''}, ${how}, ${by}`));
    card.dataset.account = each.account ?? each.routeId;
    card.dataset.bearer = session?.bearer ?? '';
    if (mail) {
        card.append(
            element('div', 'mail', element('span', 'subject', mail.subject), element('span', 'delay', `${mail.delayMillis} ms`)),
            element('div', 'quiet small', `from ${mail.from}, ${ago(mail.ageSeconds)}; ${each.delivered} in all`));
        mark(card, mail.id, ids);
    } else {
        card.append(element('div', 'quiet', 'no mail yet'));
    }
    if (each.lastError && bad.has(each.state)) {
        card.append(element('div', 'small', each.lastError));
    }
    return card;
}

function network(bearer, sessions) {
    const on = sessions.filter((each) => each.bearer === bearer.id).map((each) => each.session);
    const costs = bearer.metered.endsWith('YES') ? 'metered' : 'free';
    const signal = bearer.signal >= 0 ? `, signal ${bearer.signal} %` : '';
    return element('li', '',
        element('div', 'head', element('strong', '', bearer.id), state(bearer.state)),
        element('div', 'quiet small', `${bearer.type.toLowerCase()}, ${costs}${signal}, ${bearer.addresses.join(', ') || 'no address'}`),
        element('div', 'on', on.length ? `used by ${on.join(', ')}` : 'used by nobody'));
}

function bars(delays) {
    const most = Math.max(1, ...delays.map((each) => each.count));
    return delays.map((each) => {
        const bar = element('span', 'bar');
        bar.style.width = `${each.count / most * 80}%`;
        const label = element('th', '', each.label);
        label.scope = 'row';
        return element('tr', '', label, element('td', '', element('div', '', each.count > 0 ? bar : null, String(each.count))));
    });
}

function line(each, text, ids, answer) {
    return mark(element('li', '', element('span', '', text), answer ? element('span', 'answer', answer) : null,
        element('time', 'quiet small', ago(each.ageSeconds))), each.id, ids);
}

function show(board) {
    const ids = new Set();
    const hubs = board.hubs ?? [];
    const sessions = hubs.flatMap((hub) => hub.sessions);
    const fill = (id, content) => document.getElementById(id).replaceChildren(...content);
    fill('mailboxes', board.mailboxes.map((each) => mailbox(each, board.lastMails[each.account],
        sessions.find((session) => session.session === each.routeId), ids)));
    fill('networks', hubs.flatMap((hub) => hub.bearers).map((bearer) => network(bearer, sessions)));
    fill('cops', [...board.pdps.flatMap((pdp) => pdp.sessions), ...board.peps.map((pep) => pep.message)]
        .map((text) => element('li', '', text)));
    fill('decisions', board.decisions.map((each) => line(each, `${each.pep} asks: ${each.question}`, ids, each.answer)));
    fill('happenings', board.happenings.map((each) => line(each, each.text, ids)));
    document.querySelector('#delays tbody').replaceChildren(...bars(board.delays));
    seen = ids;
}

function connection(words, kind) {
    const status = document.getElementById('connection');
    if (status.textContent !== words) { // a screen reader is not told the same again
        status.textContent = words;
        status.className = kind;
    }
}

const events = new EventSource('events');
events.onmessage = (event) => {
    show(JSON.parse(event.data));
    connection('live', 'good');
};
events.onerror = () => connection('not connected, trying again', 'bad');
