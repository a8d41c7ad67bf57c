(() => {
'use strict';
const $ = (all, root = document) => Array.from(root.querySelectorAll(all));
const root = document.documentElement;
root.dataset.script = '';
const data = JSON.parse(document.getElementById('data').textContent);
const kept = { get(name) { try { return localStorage.getItem('reconcile-' + name); } catch { return null; } },
  set(name, value) { try { localStorage.setItem('reconcile-' + name, value); } catch { /* a file may keep nothing */ } } };

/* Language: both wordings are in the page; numbered elements hold the one it opened in. */
let language = data.language;
const own = [];
const word = name => data.words[language][name];
function worded(element) {
  const at = element.dataset.t;
  if (own[at] === undefined) own[at] = element.textContent;
  const shown = language === data.language ? own[at] : data.other[at];
  if (element.textContent !== shown) element.textContent = shown;
}
function speak(wanted) {
  if (!data.words[wanted]) return;
  const changed = wanted !== language;
  language = wanted;
  root.lang = wanted;
  if (changed) {
    set_aside();
    $('[data-t]').forEach(worded);
    $('details.why[data-drawn]').forEach(draw);
    for (const item of items || []) item.text = null;
  }
  $('button[data-language]').forEach(b => b.setAttribute('aria-pressed', String(b.dataset.language === wanted)));
  tell();
}
$('button[data-language]').forEach(b => b.addEventListener('click', () => {
  speak(b.dataset.language);
  kept.set('language', b.dataset.language);
}));

/* Light and dark. */
function paint(wanted) {
  if (!['auto', 'light', 'dark'].includes(wanted)) return;
  root.dataset.theme = wanted;
  $('button[data-theme-choice]').forEach(b =>
    b.setAttribute('aria-pressed', String(b.dataset.themeChoice === wanted)));
}
$('button[data-theme-choice]').forEach(b => b.addEventListener('click', () => {
  paint(b.dataset.themeChoice);
  kept.set('theme', b.dataset.themeChoice);
}));

/* What the style leaves out of the layout while it is far from view is laid out piece by piece when there is time, and
   up to its target before a jump: heights that are still guessed would move the target away. */
const parts = $('main>section:not(#summary),.card,.panel,#agreement .rows>tbody>tr,.text');
const idle = window.requestIdleCallback || (run => setTimeout(() => run({ timeRemaining: () => 8 }), 50));
let laid = 0, waiting = true;
function lay(part) {
  part.classList.add('laid');
  laid += 1;
}
function lay_to(target) {
  const behind = part => target.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING;
  while (laid < parts.length && !behind(parts[laid])) lay(parts[laid]);
}
function lay_some(deadline) {
  waiting = false;
  for (let room = true; room && laid < parts.length; room = deadline.timeRemaining() > 4) {
    const end = laid + 4;
    while (laid < end && laid < parts.length) lay(parts[laid]);
    root.getBoundingClientRect();
  }
  lay_rest();
}
function lay_rest() {
  if (waiting || laid === parts.length) return;
  waiting = true;
  idle(lay_some);
}
/* Before everything changes at once: what is out of view keeps its height, and its new one comes later. */
function set_aside() {
  while (laid) parts[laid -= 1].classList.remove('laid');
  lay_rest();
}
addEventListener('load', () => requestAnimationFrame(() => setTimeout(() => { waiting = false; lay_rest(); })));

/* Filter: everything that has a verdict, a kind and sources. */
const form = document.getElementById('filter');
const status = document.getElementById('status');
const counted = '.card[data-v],.rows tr[data-v],.own li[data-v]';
const total = $(counted).length;
let items = null;
let groups = null;
function found() {
  items ??= $('[data-v]').map(element => ({ element, v: element.dataset.v, k: element.dataset.k.split(' '),
    s: element.dataset.s.split(' '), text: null, counted: element.matches(counted) }));
  groups ??= $('.own,.more,main>section').filter(group => group.querySelector('[data-v]'));
  return items;
}
let shown = total;
function tell() {
  status.textContent = shown ? word('shown').replace('{shown}', shown).replace('{total}', total) : word('none_match');
}
/* What is searched: the words of an item, and the claims that it leads to. */
function said(item) {
  if (item.text === null) {
    const leads = $('a[href^="#k"]', item.element).map(a => claim(a.hash.slice(2))?.textContent);
    const own = item.element.closest('.own')?.querySelector('h3').textContent;
    item.text = [item.element.textContent, own, ...leads].join(' ').normalize('NFC').toLowerCase();
  }
  return item.text;
}
function filter() {
  const verdicts = new Set($('input[name=v]:checked', form).map(box => box.value));
  const [kind, source] = [form.elements.k.value, form.elements.s.value];
  const words = form.elements.q.value.normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean);
  shown = 0;
  for (const item of found()) {
    const fits = verdicts.has(item.v) && (!kind || item.k.includes(kind)) && (!source || item.s.includes(source))
      && words.every(one => said(item).includes(one));
    if (item.element.hidden === fits) {
      set_aside();
      item.element.hidden = !fits;
    }
    if (fits && item.counted) shown += 1;
  }
  const all = !words.length && !kind && !source;
  for (const group of groups) {
    group.hidden = !group.querySelector('[data-v]:not([hidden])');
    /* What is looked for is not left folded. */
    if (!all && group.matches('.more')) group.open = true;
  }
  tell();
}
let later = 0;
form.addEventListener('input', () => { clearTimeout(later); later = setTimeout(filter, 120); });
form.addEventListener('reset', () => setTimeout(filter));
form.addEventListener('submit', event => event.preventDefault());
form.hidden = false;

/* A link to something that the filter hides shows it again. */
function reveal() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.closest('[hidden]')) { form.reset(); filter(); }
  const folded = target.closest('details:not([open])');
  if (folded) folded.open = true;
  lay_to(target);
  target.focus({ preventScroll: true });
  target.scrollIntoView();
}
addEventListener('hashchange', reveal);
/* The hash that stands already is no change. */
document.addEventListener('click', event => {
  if (event.target.closest?.('a[href^="#"]')?.hash === location.hash) setTimeout(reveal);
});

/* Why aligned: the weights of an entry as a waterfall, drawn when it is opened. */
const svg = (name, attributes) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};
const element = (name, text = '', attributes = {}) => {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};
const claim = number => document.getElementById('k' + number);
function source(number) {
  const of = claim(number)?.closest('article.text');
  return of ? of.querySelector('.outlet strong').textContent : '';
}
const wording = number => $('[id="k' + number + '"],[data-of="' + number + '"]').map(e => e.textContent).join('');
function draw(box) {
  $('.fall,.drawn', box).forEach(old => old.remove());
  box.dataset.drawn = '';
  const links = data.why[box.dataset.e] || [];
  const card = box.closest('.card,tr');
  const here = new Set($('a[href^="#k"]', card).map(a => Number(a.hash.slice(2))));
  const near = links.filter(([a, b]) => here.has(a) && here.has(b));
  box.append(element('p', word(links.length ? 'why_help' : 'why_none'), { class: 'drawn note' }));
  for (const link of near.length ? near : links.slice(0, 3)) box.append(fall(link));
}
function fall([a, b, steps]) {
  const table = element('table', '', { class: 'fall' });
  table.append(element('caption', source(a) + ' ↔ ' + source(b)));
  const head = element('tr');
  for (const name of ['feature', 'level', 'bits']) head.append(element('th', word(name), { scope: 'col' }));
  head.append(element('td'));
  const thead = element('thead');
  thead.append(head);
  const body = element('tbody');
  table.append(thead, body);
  let sum = 0, low = 0, high = 0;
  for (const [, , bits] of steps) { sum += bits; low = Math.min(low, sum); high = Math.max(high, sum); }
  const span = high - low || 1, place = bits => 100 * (bits - low) / span;
  const row = (name, level, id, bits, from, to, kind) => {
    const line = element('tr'), cell = element('td', '', { class: 'axis' });
    const picture = svg('svg', { width: '100%', height: 14, 'aria-hidden': 'true' });
    const [start, end] = [place(Math.min(from, to)), place(Math.max(from, to))];
    picture.append(svg('line', { class: 'zero', x1: place(0) + '%', x2: place(0) + '%', y1: 0, y2: 14 }));
    picture.append(svg('rect', { class: kind, x: start + '%', width: Math.max(end - start, .6) + '%', y: 2, height: 10 }));
    cell.append(picture);
    const what = element('th', name, { scope: 'row' }), how = element('td', level, id ? { title: id } : {});
    line.append(what, how, element('td', (bits < 0 ? '−' : '+') + Math.abs(bits).toFixed(1), { class: 'bits' }), cell);
    body.append(line);
  };
  sum = 0;
  for (const [feature, level, bits] of steps) {
    const shown = ([name, at]) => language === data.language ? name : data.other[at];
    row(shown(data.features[feature]), shown(data.levels[level]), data.levels[level][2], bits, sum, sum + bits, bits < 0 ? 'minus' : 'plus');
    sum += bits;
  }
  row(word('total'), '', '', sum, 0, sum, 'sum');
  return table;
}
document.addEventListener('toggle', event => {
  if (event.target.matches?.('details.why') && event.target.open && !('drawn' in event.target.dataset)) draw(event.target);
}, true);

/* Counterparts: pointing at a claim, or reaching it by key, shows what the others say. */
const tip = document.getElementById('tip');
let others = null;
function counterparts(number) {
  if (!others) {
    others = new Map();
    for (const group of data.together) for (const one of group) others.set(one, [...(others.get(one) || []), group]);
  }
  return [...new Set((others.get(number) || []).flat())].filter(other => source(other) !== source(number));
}
const number = run => Number(run.id ? run.id.slice(1) : run.dataset.of);
let pointed = null, leaving = 0;
function show(run) {
  clearTimeout(leaving);
  if (run === pointed) return;
  hide();
  pointed = run;
  const found = counterparts(number(run));
  tip.replaceChildren();
  if (!found.length) tip.append(element('p', word('no_counterpart')));
  for (const other of found.slice(0, 6)) {
    const line = element('p'), of = claim(other)?.closest('article.text');
    line.append(element('strong', source(other) + ' '), element('span', wording(other), of?.lang ? { lang: of.lang } : {}));
    tip.append(line);
  }
  for (const other of found) $('[id="k' + other + '"],[data-of="' + other + '"]').forEach(e => e.classList.add('near'));
  tip.hidden = false;
  run.setAttribute('aria-describedby', 'tip');
  const at = run.getClientRects()[0], size = tip.getBoundingClientRect();
  const below = at.bottom + size.height + 12 < innerHeight || at.top < size.height + 12;
  tip.style.top = scrollY + (below ? at.bottom + 8 : at.top - size.height - 8) + 'px';
  tip.style.left = scrollX + Math.max(8, Math.min(at.left, root.clientWidth - size.width - 8)) + 'px';
}
function hide() {
  clearTimeout(leaving);
  if (!pointed) return;
  pointed.removeAttribute('aria-describedby');
  $('.near').forEach(e => e.classList.remove('near'));
  tip.hidden = true;
  pointed = null;
}
const leave = () => { clearTimeout(leaving); leaving = setTimeout(hide, 200); };
const texts = document.getElementById('articles');
texts.addEventListener('mouseover', event => { const run = event.target.closest('.k'); if (run) show(run); else if (pointed) leave(); });
texts.addEventListener('mouseleave', leave);
texts.addEventListener('focusin', event => { const run = event.target.closest('.k'); if (run?.matches(':focus-visible')) show(run); });
texts.addEventListener('focusout', leave);
tip.addEventListener('mouseenter', () => clearTimeout(leaving));
tip.addEventListener('mouseleave', leave);
addEventListener('keydown', event => { if (event.key === 'Escape') hide(); });

paint(kept.get('theme') || root.dataset.theme);
/* A server's page is made in the language that its reader chose, and has no buttons for it. */
speak($('button[data-language]').length && kept.get('language') || language);
reveal();
})();
