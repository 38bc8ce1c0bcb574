/* Everything works without this file. What it needs of the page:
   <body data-live="/url?seen=…" data-news="Something new is here. Show it" data-page="/path"> and <script src="/site.js" defer>.
   data-page: where the page itself is, as an answer to a form has another address; absent where it is here.
   data-live: the event stream; absent where nothing changes. Event "card": {"id","html"}: html is the new inside of <div id="live-…">
   and holds no form. Event "page": the page has other parts now than when it was drawn. On each connect the server sends all cards
   as they are now, and "page" if `seen` is old. data-news: the text of the link that then appears.
   <time datetime data-moment> is turned into the reader's zone, and each form carries its name; form[id] keeps drafts in this tab until
   the page that comes after it was sent has [data-taken], so that what was refused or never arrived is not lost, unless it has
   data-nodraft; button[data-print] appears and prints; form[data-dots][data-dots-left][data-dots-over] counts dots;
   input[type=file][accept="image/*"] makes its picture smaller. Cards and forms of HtmlRenderer carry all of these. */
(() => {
  const { live, news, page = location.pathname + location.search } = document.body.dataset;
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const lang = t => navigator.languages.find(l => l.startsWith(t.closest('[lang]').lang)) ?? t.closest('[lang]').lang;
  const make = (tag, props) => Object.assign(document.createElement(tag), props);
  let dirty = false;
  addEventListener('input', () => { dirty = true; });
  let store = {};
  try { store = sessionStorage; } catch { /* the browser keeps nothing: drafts end with the page */ }

  // Moments, and how far off those of the next day are
  const show = where => all('time[data-moment]', where).forEach(t => {
    const at = new Date(t.dateTime), year = at.getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
    t.title = t.textContent;
    t.textContent = at.toLocaleString(lang(t), {
      weekday: 'short', day: 'numeric', month: 'short', year, hour: 'numeric', minute: '2-digit', timeZoneName: 'short'
    });
    t.after(make('span', { className: 'left' }));
  });
  const tick = () => all('time+.left').forEach(left => {
    const t = left.previousSibling, s = Math.ceil((new Date(t.dateTime) - Date.now()) / 1000);
    const [size, unit] = s < 90 ? [1, 'second'] : s < 5400 ? [60, 'minute'] : [3600, 'hour'];
    const far = s > 0 && s < 86400 && new Intl.RelativeTimeFormat(lang(t)).format(Math.round(s / size), unit);
    const text = far ? ` (${far})` : '';
    if (left.textContent !== text) left.textContent = text;
  });
  show();
  tick();
  setInterval(tick, 1000);

  all('[data-print]').forEach(button => {
    button.hidden = false;
    button.addEventListener('click', () => print());
  });

  // Moments that are typed are meant in the reader's zone
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  addEventListener('formdata', e => { e.formData.set('zone', timeZone ?? ''); });

  // Drafts, each kept beside what the server had, so that an old draft never hides a newer answer
  if (document.querySelector('[data-taken]')) delete store[store.sent];
  delete store.sent;
  all('form[id]:not([data-nodraft])').forEach(form => {
    const key = `draft ${page} ${form.id}`;
    const fields = all('input:not([type=hidden],[type=radio],[type=checkbox],[type=file]),textarea', form);
    const saved = JSON.parse(store[key] ?? '{}');
    fields.forEach(f => {
      const [was, draft] = saved[f.name] ?? [];
      if (was === f.defaultValue) { f.value = draft; dirty = true; }
    });
    form.addEventListener('input', () => {
      const changed = fields.filter(f => f.value !== f.defaultValue);
      store[key] = JSON.stringify(Object.fromEntries(changed.map(f => [f.name, [f.defaultValue, f.value]])));
    });
    form.addEventListener('submit', () => { store.sent = key; });
  });

  // A photograph is made smaller before it is sent, or goes as it is: a phone's has millions of bytes, and says where it was taken
  all('input[type=file][accept="image/*"]').forEach(input => input.addEventListener('change', async () => {
    const [file] = input.files;
    if (!file || file.size < 5e5) return;
    try {
      const picture = await createImageBitmap(file), by = Math.min(1, 1600 / Math.max(picture.width, picture.height));
      const canvas = make('canvas', { width: Math.round(picture.width * by), height: Math.round(picture.height * by) });
      const draw = canvas.getContext('2d'), small = new DataTransfer();
      draw.fillStyle = '#fff';
      draw.fillRect(0, 0, canvas.width, canvas.height);
      draw.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const made = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.85));
      if (!made || made.size > file.size || input.files[0] !== file) return;
      small.items.add(new File([made], 'picture.jpg', { type: made.type }));
      input.files = small.files;
    } catch { /* the server says what is wrong with it */ }
  }));

  all('form[data-dots]').forEach(form => {
    const { dots, dotsLeft, dotsOver } = form.dataset;
    const out = make('output', { className: 'dots' });
    form.querySelector('.actions:last-child').before(out);
    const count = () => {
      const left = all('select,[type=number],input:checked', form).reduce((sum, f) => sum - (+f.value || 0), +dots);
      out.textContent = (left < 0 ? dotsOver : dotsLeft).replace('{left}', left).replace('{over}', -left).replace('{all}', dots);
      out.classList.toggle('over', left < 0);
    };
    form.addEventListener('input', count);
    count();
  });

  if (!live) return;
  const waiting = new Map(), shown = {};
  const box = document.body.appendChild(make('div', { className: 'news', role: 'status' }));
  const flush = () => waiting.forEach((html, id) => {
    const old = document.getElementById(id), fresh = make('template', { innerHTML: html }).content;
    if (old?.contains(document.activeElement)) return; // until the focus leaves
    waiting.delete(id);
    if (!old || shown[id] === html || old.querySelector('form') || fresh.querySelector('form,input,button')) return;
    shown[id] = html;
    old.replaceChildren(fresh);
    show(old);
    tick();
  });
  addEventListener('focusout', () => setTimeout(flush));

  const changed = () => {
    if (!dirty && document.activeElement === document.body && page === location.pathname + location.search) location.reload();
    else if (!box.firstChild) box.append(make('a', { className: 'button', href: page, textContent: news }));
  };

  let stream, again, wait = 1000;
  const close = () => { clearTimeout(again); stream?.close(); };
  const open = () => {
    close();
    if (document.hidden) return;
    stream = new EventSource(live);
    stream.onopen = () => { wait = 1000; };
    stream.onerror = () => {
      close();
      again = setTimeout(open, wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, 30000);
    };
    stream.addEventListener('card', e => { const { id, html } = JSON.parse(e.data); waiting.set(id, html); flush(); });
    stream.addEventListener('page', () => setTimeout(changed, Math.random() * 1500)); // not the whole room at one moment
  };
  addEventListener('visibilitychange', open);
  addEventListener('pageshow', open);
  addEventListener('pagehide', close);
})();
