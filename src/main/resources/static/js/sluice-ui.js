// The frame's behaviour: notices, menus, theme, rail, times, and htmx's manners. Pages work without it.
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
  const theme = (chosen) => {
    keep('theme', chosen);
    root.dataset.theme = chosen;
    root.dataset.bsTheme = chosen === 'system' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : chosen;
    all('[data-set-theme]').forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.setTheme === chosen)));
    document.dispatchEvent(new CustomEvent('sluice:theme'));
  };
  window.sluice = { say, theme };

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

  // menus: whole within the window wherever their button is; they close on Escape and on a click elsewhere
  const GAP = 6;
  const phone = matchMedia('(max-width: 820px)');
  const place = (menu) => {
    const sheet = menu.querySelector(':scope > .sheet');
    if (!sheet) return;
    sheet.removeAttribute('style');
    if (!menu.open || phone.matches) return; // on a phone it is a sheet at the bottom
    const by = menu.querySelector('summary').getBoundingClientRect();
    Object.assign(sheet.style, { position: 'fixed', right: 'auto', bottom: 'auto', margin: '0' });
    const { width, height } = sheet.getBoundingClientRect();
    const below = innerHeight - by.bottom - 2 * GAP;
    const above = by.top - 2 * GAP;
    const down = height <= below || below >= above;
    const room = down ? below : above;
    sheet.style.left = `${Math.max(GAP, Math.min(by.right - width, innerWidth - width - GAP))}px`;
    sheet.style.top = `${down ? by.bottom + GAP : Math.max(GAP, by.top - GAP - Math.min(height, room))}px`;
    if (height > room) Object.assign(sheet.style, { maxHeight: `${room}px`, overflowY: 'auto' });
  };
  const open = () => all('details.menu[open]');
  document.addEventListener('toggle', (event) => { if (event.target.matches('details.menu')) place(event.target); }, true);
  addEventListener('resize', () => open().forEach(place));
  addEventListener('scroll', (event) => open().filter((menu) => !menu.contains(event.target) || event.target === document).forEach(place), true);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') open().forEach((menu) => { menu.open = false; menu.querySelector('summary').focus(); });
  });
  document.addEventListener('click', (event) => {
    open().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    const chosen = event.target.closest('[data-set-theme]');
    if (chosen) theme(chosen.dataset.setTheme);
    if (event.target.closest('[data-rail]')) {
      keep('rail', document.body.classList.toggle('narrow') ? 'narrow' : 'wide');
    }
    const copy = event.target.closest('[data-copy]');
    if (copy && navigator.clipboard) {
      navigator.clipboard.writeText(copy.dataset.copy).then(() => say('Copied.'), () => say('Select the text to copy it.'));
    }
  });
  all('dialog').forEach((dialog) => dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  }));

  // filters apply at once: form[data-apply] sends itself when a choice changes, what is typed with Enter or on leaving the
  // field; empty fields are left out, and the focus and open parts come back on the page that answers
  const filters = 'form[data-apply]';
  const kept = 'sluice-filters';
  const typed = (field) => field.matches('[type=date], [type=text], [type=number], input:not([type])');
  let keyed = null;
  const apply = (form) => setTimeout(() => form.isConnected && form.requestSubmit());
  document.addEventListener('keydown', (event) => {
    const form = event.target.closest(filters);
    keyed = form && event.target;
    if (!form || event.key !== 'Enter' || event.defaultPrevented || !event.target.matches('input')) return;
    event.preventDefault();
    apply(form);
  });
  document.addEventListener('pointerdown', () => { keyed = null; });
  document.addEventListener('change', (event) => {
    const field = event.target;
    const form = field.closest(filters);
    if (!form || !field.name || field.matches('[type=search], [data-wait]')) return;
    if (typed(field) && keyed === field) field.dataset.typed = ''; // a date typed by keys changes with every digit
    else apply(form);
  });
  document.addEventListener('focusout', (event) => {
    const form = event.target.closest(filters);
    if (form && 'typed' in event.target.dataset) apply(form);
  });
  document.addEventListener('search', (event) => { const form = event.target.closest(filters); if (form) apply(form); }, true);
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches(filters)) return;
    const open = all('details', form).map((part) => part.open);
    const focus = form.contains(document.activeElement) ? document.activeElement.name : null;
    sessionStorage.setItem(kept, JSON.stringify({ path: new URL(form.action).pathname, open, focus }));
    all('input, select', form).filter((field) => field.value === '').forEach((field) => { field.disabled = true; });
  });
  const restore = () => {
    const was = JSON.parse(sessionStorage.getItem(kept));
    sessionStorage.removeItem(kept);
    const form = was && all(filters).find((one) => new URL(one.action).pathname === was.path);
    if (!form || was.path !== location.pathname) return;
    all('details', form).forEach((part, i) => { if (was.open[i] && !part.matches('.menu')) part.open = true; });
    const field = was.focus && form.elements[was.focus];
    if (!field || !field.focus) return;
    field.focus({ preventScroll: true });
    if (field.matches('[type=search], [type=text]')) field.setSelectionRange(field.value.length, field.value.length);
  };
  restore();
  addEventListener('pageshow', () => all('form[data-apply] :disabled').forEach((field) => { field.disabled = false; }));

  // times: the server writes them (TimeFormat), this keeps them true by the same rule
  const lasting = (seconds) => {
    const [minutes, hours, days] = [60, 3600, 86400].map((unit) => Math.floor(seconds / unit));
    const rest = (whole, part, unit) => (whole < 3 && part > 0 ? ` ${part} ${unit}` : '');
    if (hours < 1) return `${minutes} min`;
    if (days < 1) return `${hours} h${rest(hours, minutes % 60, 'min')}`;
    return `${days} d${rest(days, hours % 24, 'h')}`;
  };
  const ago = (at, now) => {
    const seconds = Math.floor((now - at) / 1000);
    if (seconds < 0 || seconds >= 31 * 86400) return null; // a date, which stays as it was written
    return seconds < 60 ? 'just now' : `${lasting(seconds)} ago`;
  };
  const times = () => all('time[data-relative]').forEach((time) => {
    const text = ago(new Date(time.dateTime), Date.now());
    if (text && time.textContent !== text) time.textContent = text;
  });
  Object.assign(window.sluice, { lasting, ago });
  times();
  setInterval(times, 30000);
})();
