(() => {
'use strict';
/* A story that grows: each event has the live part asked for again, and what it says otherwise put in its place. */
const live = document.getElementById('live');
const line = document.getElementById('line');
const news = document.getElementById('news');
const adding = document.getElementById('adding');
const title = document.title;
const SHOWN = 8000, TOLD = 30000, SOON = 150, HIDDEN = 60000, FIRST_WAIT = 2000, LONGEST_WAIT = 30000;

/* One tree becomes another: what stays is the same node and keeps its focus, its fold and its place. By data-key and
   data-of (what of the articles a card is about; one in common is enough) nodes are known again; data-grows keeps what
   is no longer sent, data-kept is left as it is, data-mark is what is shown as changed. */
const attribute = (node, name) => node.nodeType === Node.ELEMENT_NODE ? node.getAttribute(name) : null;
const isKeyed = node => attribute(node, 'data-key') !== null || attribute(node, 'data-of') !== null;
function same(a, b) {
  if (a.nodeName !== b.nodeName) return false;
  const of = attribute(b, 'data-of');
  if (of !== null) return (attribute(a, 'data-of') ?? '').split(' ').some(one => of.split(' ').includes(one));
  return attribute(a, 'data-key') === attribute(b, 'data-key');
}
function become(old, made, changed) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data === made.data) return;
    old.data = made.data;
    if (made.data.trim()) changed.add(old.parentElement.closest('[data-mark]'));
    return;
  }
  if ('kept' in old.dataset) return;
  for (const { name, value } of made.attributes)
    if (name !== 'open' && old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const { name } of [...old.attributes])
    if (name !== 'open' && name !== 'data-fresh' && !made.hasAttribute(name)) old.removeAttribute(name);
  children(old, made, changed);
}
function children(old, made, changed) {
  const wanted = [...made.childNodes];
  const heirs = new Map();
  for (const node of wanted.filter(isKeyed)) {
    const taken = new Set(heirs.values());
    const found = [...old.children].find(one => isKeyed(one) && !taken.has(one) && same(one, node));
    if (found) heirs.set(node, found);
  }
  const kept = new Set(heirs.values());
  if (!('grows' in old.dataset)) for (const one of [...old.children]) if (isKeyed(one) && !kept.has(one)) one.remove();
  let at = old.firstChild;
  for (const node of wanted) {
    let heir = heirs.get(node);
    if (heir) while (at && at !== heir && !isKeyed(at)) { const gone = at; at = at.nextSibling; gone.remove(); }
    else if (!isKeyed(node) && at && !isKeyed(at) && same(at, node)) heir = at;
    if (!heir) {
      old.insertBefore(node, at);
      changed.add(node.nodeType === Node.ELEMENT_NODE && node.closest('[data-mark]'));
      if (node.nodeType === Node.ELEMENT_NODE) htmx.process(node);
      continue;
    }
    if (heir === at) at = at.nextSibling;
    else old.insertBefore(heir, at);
    become(heir, node, changed);
  }
  while (at) {
    const next = at.nextSibling;
    if (!('grows' in old.dataset)) at.remove();
    at = next;
  }
}

let old = 0;
/* What came is marked for a moment, told once, and in the title of a page that nobody looks at. */
function put(text) {
  const made = document.createElement('div');
  made.innerHTML = text;
  document.dispatchEvent(new CustomEvent('made', { detail: made }));
  const set = () => document.getElementById('latest').dataset.set;
  const [before, focus, changed] = [set(), document.activeElement, new Set()];
  const around = live.contains(focus) && focus.closest('section');
  children(live, made, changed);
  if (focus !== document.activeElement) (focus.isConnected ? focus : around || live).focus({ preventScroll: true });
  if (set() === before) return;
  for (const one of changed) {
    if (!one) continue;
    one.dataset.fresh = '';
    setTimeout(() => delete one.dataset.fresh, SHOWN);
  }
  const latest = document.getElementById('latest').textContent;
  if (latest) {
    news.textContent = news.dataset.just.replace('{what}', latest);
    clearTimeout(old);
    old = setTimeout(() => { news.textContent = ''; }, TOLD);
  }
  if (document.hidden) document.title = '● ' + title;
}

/* One question at a time; what happens meanwhile is asked for after it. */
let asking = false, again = false, later = 0;
async function refresh() {
  if (asking) { again = true; return; }
  asking = true;
  let gone = false;
  try {
    const answer = await fetch(live.dataset.at, { headers: { 'HX-Request': 'true' } });
    gone = answer.status === 204 || answer.status === 401;
    if (answer.status === 200) put(await answer.text());
    else if (!gone) soon(FIRST_WAIT);
  } catch { /* the stream tells that the service is away, and when it is back */ }
  asking = false;
  if (again && !gone) { again = false; return refresh(); }
  return gone;
}
const soon = (wait = SOON) => { clearTimeout(later); later = setTimeout(refresh, wait); };

/* The stream; a browser gives one up that was refused, so that we come back ourselves. */
let stream = null, last = line.dataset.last, wait = FIRST_WAIT, coming = 0;
function say(state) {
  if (line.dataset.state === state) return;
  line.dataset.state = state;
  line.textContent = line.dataset[state];
}
function follow() {
  stop();
  stream = new EventSource(line.dataset.live + '?after=' + last);
  for (const type of line.dataset.types.split(' '))
    stream.addEventListener(type, event => { last = event.lastEventId || last; soon(); });
  stream.onopen = () => {
    wait = FIRST_WAIT;
    if (line.dataset.state === 'off') soon();
    say('on');
  };
  stream.onerror = async () => {
    if (stream.readyState !== EventSource.CLOSED) { say('off'); return; }
    if (await refresh()) { stop(); say('gone'); return; }
    say('off');
    coming = setTimeout(follow, wait);
    wait = Math.min(2 * wait, LONGEST_WAIT);
  };
}
function stop() {
  clearTimeout(coming);
  stream?.close();
}
addEventListener('offline', () => say('off'));
addEventListener('online', follow);

/* A browser keeps few connections to one address: a page that nobody looks at asks once a minute in place of one. */
let minute = 0;
document.addEventListener('visibilitychange', () => {
  clearInterval(minute);
  if (line.dataset.state === 'gone') return;
  if (document.hidden) {
    stop();
    minute = setInterval(refresh, HIDDEN);
    return;
  }
  document.title = title;
  follow();
  refresh();
});
addEventListener('pagehide', stop);
addEventListener('pageshow', event => { if (event.persisted) { follow(); refresh(); } });

/* What this page itself did shows at once. */
document.addEventListener('htmx:afterRequest', event => {
  if (event.detail.successful && event.detail.requestConfig.verb === 'post') refresh();
});

/* Where there is room the form stands open; a link into what is folded unfolds it. */
if (adding && matchMedia('(min-width: 64rem)').matches) adding.open = true;
function reveal() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let box = target.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
  if (target === adding) target.querySelector('textarea').focus();
  else target.scrollIntoView();
}
addEventListener('hashchange', reveal);
document.addEventListener('click', event => {
  const link = event.target.closest('a[href^="#"]');
  if (link && link.hash === location.hash) reveal();
});
reveal();
follow();
})();
