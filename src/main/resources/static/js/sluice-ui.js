// The frame's behaviour: menus, theme, rail, palette, keys, times, and htmx's manners. Pages work without it.
(() => {
  'use strict';
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const keep = (name, value) => {
    document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax`;
  };

  // notices: said softly, read out by screen readers
  const notices = document.getElementById('notices');
  const say = (text) => {
    if (!notices) return;
    const line = document.createElement('p');
    line.textContent = text;
    notices.append(line);
    setTimeout(() => line.remove(), 6000);
  };
  window.sluice = { say };

  // htmx: the session's token with every request, faults said instead of swallowed
  const csrf = document.querySelector('meta[name="_csrf"]');
  document.addEventListener('htmx:configRequest', (event) => {
    if (csrf) event.detail.headers['X-CSRF-TOKEN'] = csrf.content;
  });
  document.addEventListener('htmx:responseError', (event) => {
    const words = { 403: 'Your role may not do this.', 404: 'This is not there any more.', 429: 'Too many at once. Wait a moment.',
      503: 'The database does not answer just now. Try again in a moment.' };
    say(words[event.detail.xhr.status] || 'That did not work. Nothing was changed.');
  });
  document.addEventListener('htmx:sendError', () => say('No connection. Try again in a moment.'));
  document.addEventListener('htmx:afterSwap', () => times());

  // menus close on Escape and on a click elsewhere
  document.addEventListener('click', (event) => {
    all('details.menu[open]').forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  // theme and rail, kept in cookies so that the server draws them
  document.addEventListener('click', (event) => {
    const theme = event.target.closest('[data-set-theme]');
    if (theme) {
      const chosen = theme.dataset.setTheme;
      keep('theme', chosen);
      root.dataset.theme = chosen;
      root.dataset.bsTheme = chosen === 'system'
        ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : chosen;
      all('[data-set-theme]').forEach((b) => b.setAttribute('aria-pressed', String(b === theme)));
      document.dispatchEvent(new CustomEvent('sluice:theme'));
    }
    if (event.target.closest('[data-rail]')) {
      keep('rail', document.body.classList.toggle('narrow') ? 'narrow' : 'wide');
    }
    const copy = event.target.closest('[data-copy]');
    if (copy && navigator.clipboard) {
      navigator.clipboard.writeText(copy.dataset.copy).then(() => say('Copied.'), () => say('Select the text to copy it.'));
    }
    const link = event.target.closest('[data-open-keys]');
    if (link) keys.showModal();
  });

  // relative times: <time datetime="…" data-relative>; the exact time stays in its title
  const units = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60]];
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const times = () => all('time[data-relative]').forEach((time) => {
    const at = new Date(time.dateTime);
    const seconds = (at - Date.now()) / 1000;
    if (!time.title) time.title = at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });
    const unit = units.find(([, size]) => Math.abs(seconds) >= size);
    time.textContent = unit ? relative.format(Math.round(seconds / unit[1]), unit[0]) : 'just now';
  });
  times();
  setInterval(times, 30000);

  // the palette: pages of the rail, and people where a search for them answers
  const palette = document.getElementById('palette');
  const keys = document.getElementById('keys');
  if (!palette) return;
  const input = palette.querySelector('input');
  const list = palette.querySelector('ul');
  const pages = all('.rail a.entry').map((a) => ({ label: a.textContent.trim(), href: a.getAttribute('href'), note: 'Page' }));
  let asked = 0;
  let chosen = 0;

  const choose = (index) => {
    const items = all('li', list);
    if (!items.length) return;
    chosen = (index + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute('aria-selected', String(i === chosen)));
    items[chosen].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', items[chosen].id);
  };
  const show = (entries) => {
    list.replaceChildren(...entries.map((entry, i) => {
      const item = document.createElement('li');
      item.id = `palette-${i}`;
      item.setAttribute('role', 'option');
      const a = document.createElement('a');
      a.href = entry.href;
      a.tabIndex = -1;
      a.append(entry.label);
      const note = document.createElement('small');
      note.textContent = entry.note;
      a.append(note);
      item.append(a);
      return item;
    }));
    choose(0);
  };
  const people = async (words) => {
    const response = await fetch(`/people/suggest?q=${encodeURIComponent(words)}`, { headers: { 'HX-Request': 'true' } });
    if (!response.ok) return [];
    const fragment = new DOMParser().parseFromString(await response.text(), 'text/html');
    return all('a[href^="/"]', fragment).map((a) => {
      const note = a.querySelector('small');
      const detail = note ? note.textContent.trim() : 'Person';
      if (note) note.remove();
      return { label: a.textContent.trim(), href: a.getAttribute('href'), note: detail };
    });
  };
  const look = async () => {
    const words = input.value.trim();
    const found = pages.filter((page) => page.label.toLowerCase().includes(words.toLowerCase()));
    show(found);
    if (words.length < 2) return;
    const mine = ++asked;
    const more = [...await people(words).catch(() => []),
      { label: `Search people for “${words}”`, href: `/people?q=${encodeURIComponent(words)}`, note: 'Search' }];
    if (mine === asked) show([...found, ...more]);
  };
  const open = () => {
    input.value = '';
    palette.showModal();
    look();
    input.focus();
  };
  input.addEventListener('input', look);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') { choose(chosen + 1); event.preventDefault(); }
    if (event.key === 'ArrowUp') { choose(chosen - 1); event.preventDefault(); }
    if (event.key === 'Enter') {
      const item = all('li a', list)[chosen];
      if (item) location.href = item.href;
      event.preventDefault();
    }
  });
  [palette, keys].forEach((dialog) => dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  }));

  // keys: j and k move through a list, single letters act where a page offers them by data-key
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      open();
      return;
    }
    if (event.key === 'Escape') {
      all('details.menu[open]').forEach((menu) => { menu.open = false; menu.querySelector('summary').focus(); });
    }
    const typing = event.target.closest('input, textarea, select, [contenteditable], dialog');
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '?') { keys.showModal(); return; }
    if (event.key === '/') { document.getElementById('find').focus(); event.preventDefault(); return; }
    if (event.key === 'j' || event.key === 'k') {
      const rows = all('a.row-link');
      const at = rows.findIndex((row) => row.closest('tr, li') === event.target.closest('tr, li') && row.closest('tr, li'));
      const next = rows[event.key === 'j' ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0)];
      if (next) next.focus();
      return;
    }
    const action = all('[data-key]').find((element) => element.dataset.key === event.key);
    if (action) { action.click(); event.preventDefault(); }
  });
})();
