(() => {
'use strict';
const $ = (all, root = document) => Array.from(root.querySelectorAll(all));
const root = document.documentElement;

/* Light and dark, as the report has it; on the report's page its own script does this. */
if (!document.getElementById('data')) {
  const paint = wanted => {
    if (!['auto', 'light', 'dark'].includes(wanted)) return;
    root.dataset.theme = wanted;
    $('button[data-theme-choice]').forEach(b => b.setAttribute('aria-pressed', String(b.dataset.themeChoice === wanted)));
  };
  $('button[data-theme-choice]').forEach(b => b.addEventListener('click', () => {
    paint(b.dataset.themeChoice);
    try { localStorage.setItem('reconcile-theme', b.dataset.themeChoice); } catch { /* nothing is kept then */ }
  }));
  try { paint(localStorage.getItem('reconcile-theme') || 'auto'); } catch { /* as the system has it */ }
}

document.addEventListener('click', event => { if (event.target.closest('[data-print]')) print(); });

/* A menu closes by Escape, and when something else is chosen. */
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of $('details.menu[open]')) { menu.open = false; menu.querySelector('summary').focus(); }
});
document.addEventListener('click', event => {
  for (const menu of $('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false;
});

/* To another language a form goes as it is, by itself: neither in parts nor once. */
document.addEventListener('submit', event => {
  if (event.submitter?.matches('[data-switch]')) event.stopImmediatePropagation();
}, true);

/* A form is sent once. */
document.addEventListener('submit', event => {
  const form = event.target;
  if (!('once' in form.dataset)) return;
  if ('sent' in form.dataset) { event.preventDefault(); return; }
  form.dataset.sent = '';
  form.setAttribute('aria-busy', 'true');
});
addEventListener('pageshow', () => $('form[data-sent]').forEach(form => {
  delete form.dataset.sent;
  form.removeAttribute('aria-busy');
}));

/* Articles dropped on the form: files fill the first articles that have nothing, text and links their fields. */
const form = document.getElementById('compare') || document.getElementById('adding');
const isEmpty = article => !article.querySelector('textarea').value.trim()
  && !article.querySelector('input[type=file]').files.length && !article.querySelector('input[name=address]')?.value;
async function place(first) {
  if (first && isEmpty(first)) return first;
  const free = $('[data-drop]', form).find(isEmpty);
  if (free) return free;
  const more = document.getElementById('more');
  if (!more) return first;
  const settled = new Promise(done => document.addEventListener('htmx:afterSettle', done, { once: true }));
  more.click();
  await settled;
  return $('[data-drop]', form).at(-1);
}
async function take(data, first) {
  if (data.files.length) {
    for (const file of Array.from(data.files)) {
      const one = new DataTransfer();
      one.items.add(file);
      (await place(first)).querySelector('input[type=file]').files = one.files;
    }
    return;
  }
  const [link, text] = [data.getData('text/uri-list'), data.getData('text/plain')];
  const article = await place(first);
  const address = article.querySelector('input[name=address]');
  if (address && link) address.value = link.split(/\r?\n/).find(line => line && !line.startsWith('#')) || '';
  else article.querySelector('textarea').value = text;
}
if (form) {
  /* What misses an article must not lead away from what was typed. */
  for (const name of ['dragover', 'drop']) document.addEventListener(name, event => event.preventDefault());
  const over = event => event.target.closest?.('[data-drop]') || null;
  form.addEventListener('dragover', event => {
    event.preventDefault();
    $('.dropping', form).forEach(e => e.classList.remove('dropping'));
    over(event)?.classList.add('dropping');
  });
  form.addEventListener('dragleave', event => over(event)?.classList.remove('dropping'));
  form.addEventListener('drop', event => {
    if (event.target.matches?.('textarea') && !event.dataTransfer.files.length) return;
    event.preventDefault();
    $('.dropping', form).forEach(e => e.classList.remove('dropping'));
    take(event.dataTransfer, over(event));
  });
}
/* The link that adds an article asks for the number after the last. */
document.addEventListener('htmx:afterSettle', event => {
  const more = document.getElementById('more');
  if (!more || event.target.id !== 'articles') return;
  const last = $('[data-drop]').at(-1);
  more.setAttribute('hx-get', '/compare/article?number=' + ($('[data-drop]').length + 1));
  htmx.process(more);
  last.querySelector('textarea').focus();
});

/* Moments, in the reader's own time zone and wording. */
const tell = within => $('time[datetime]', within).forEach(time => {
  const moment = new Date(time.dateTime);
  if (!Number.isNaN(moment.valueOf())) time.textContent = moment.toLocaleString(root.lang, { dateStyle: 'medium', timeStyle: 'short' });
});
tell(document);
document.addEventListener('htmx:afterSwap', event => tell(event.target));
document.addEventListener('made', event => tell(event.detail));

/* What went wrong is told where it was done, brought into view, and gone with the next request. */
const troubles = () => $('#problem,.part-problem');
document.addEventListener('htmx:beforeRequest', event => {
  if (event.target.id !== 'progress') troubles().forEach(box => box.replaceChildren());
});
document.addEventListener('htmx:beforeSwap', event => {
  const { xhr } = event.detail;
  const near = (xhr.status >= 400 || xhr.getResponseHeader('HX-Retarget') === '#problem') && event.detail.elt.closest('.review-body')?.querySelector('.part-problem');
  if (near) event.detail.target = near;
});
document.addEventListener('htmx:afterSwap', event => {
  const found = $('[data-focus]', event.target).at(-1);
  if (found) found.focus();
  else if (event.target.matches('.review-body') && (!document.activeElement || document.activeElement === document.body))
    event.target.focus({ preventScroll: true }); /* the button that was pressed is gone */
});
document.querySelector('form [data-focus],[aria-invalid]')?.focus();
document.addEventListener('htmx:sendError', () => {
  const box = document.getElementById('problem');
  if (box) box.textContent = box.dataset.away || '';
});
})();
