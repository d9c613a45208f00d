// Keyboard shortcuts. An element offers one by data-key, a script by sluice.key(); ? lists what the page has at that moment.
(() => {
  'use strict';
  const dialog = document.getElementById('keys');
  const scripted = new Map();
  const offered = () => [...document.querySelectorAll('[data-key]')].filter((element) => element.checkVisibility() && !element.disabled && !element.closest('[inert]'));
  const label = (element) => element.dataset.keyLabel || element.getAttribute('aria-label')
    || [...element.childNodes].filter((node) => node.nodeName !== 'KBD').map((node) => node.textContent).join('').trim();
  const shortcuts = () => [
    ...offered().map((element) => ({ key: element.dataset.key, label: label(element), run: () => element.click() })),
    ...scripted.values(),
  ];

  const show = () => {
    const list = dialog.querySelector('[data-page-keys]');
    const own = shortcuts();
    list.replaceChildren(...own.flatMap((one) => {
      const term = document.createElement('dt');
      const key = document.createElement('kbd');
      key.textContent = one.key;
      term.append(key);
      const text = document.createElement('dd');
      text.textContent = one.label;
      return [term, text];
    }));
    list.parentElement.hidden = own.length === 0;
    dialog.showModal();
  };

  window.sluice.key = (key, text, run, when) => scripted.set(key, { key, label: text, run, when });
  window.sluice.shortcuts = shortcuts;
  if (!dialog) return;

  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-open-keys]')) show();
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest('input, textarea, select, [contenteditable], dialog')) return;
    if (event.key === '?') {
      show();
      event.preventDefault();
      return;
    }
    const shortcut = shortcuts().find((one) => one.key === event.key && (!one.when || one.when()));
    if (shortcut) {
      event.preventDefault();
      shortcut.run();
      return;
    }
    if (event.key === 'j' || event.key === 'k') {
      const rows = [...document.querySelectorAll('a.row-link')];
      const row = event.target.closest('tr, li');
      const at = row ? rows.findIndex((one) => one.closest('tr, li') === row) : -1;
      const next = rows[event.key === 'j' ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0)];
      if (next) next.focus();
    }
  });
})();
