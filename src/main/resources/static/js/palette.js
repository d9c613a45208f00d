// Ctrl+K: the page's own actions, pages and commands at once, and what the server finds while typing.
(() => {
  'use strict';
  const palette = document.getElementById('palette');
  if (!palette) return;
  const input = palette.querySelector('input');
  const list = palette.querySelector('ul');
  const commands = [...palette.querySelector('template').content.querySelectorAll('a, button')];
  let asked = 0;
  let chosen = 0;

  const choose = (index) => {
    const items = [...list.children];
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
      const go = document.createElement('a');
      go.tabIndex = -1;
      if (entry.href) go.href = entry.href;
      const note = document.createElement('small');
      note.textContent = entry.note;
      go.append(entry.label, note);
      go.addEventListener('click', (event) => {
        if (!entry.run) return;
        event.preventDefault();
        palette.close();
        entry.run();
      });
      item.append(go);
      return item;
    }));
    choose(0);
  };
  // every typed word begins a word of the label or of its synonyms
  const fits = (typed, text) => {
    const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return typed.toLowerCase().split(/\s+/).filter(Boolean).every((part) => words.some((word) => word.startsWith(part)));
  };
  const own = (typed) => {
    const actions = typed ? window.sluice.shortcuts().filter((one) => !one.when || one.when()).map((one) => ({ label: one.label, note: one.key, run: one.run })) : [];
    const known = commands.map((one) => ({ label: one.textContent.trim(), words: one.dataset.words || '', note: one.dataset.note,
      href: one.getAttribute('href'), run: one.dataset.theme ? () => window.sluice.theme(one.dataset.theme) : null }));
    const found = [...actions, ...known].filter((one) => fits(typed, `${one.label} ${one.words || ''}`));
    return found.filter((one, i) => found.findIndex((other) => other.label.toLowerCase() === one.label.toLowerCase()) === i);
  };
  const ask = async (typed) => {
    const answer = await fetch(`/search?q=${encodeURIComponent(typed)}`, { headers: { 'HX-Request': 'true' } });
    if (!answer.ok) return [];
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return [...page.querySelectorAll('a')].map((one) => ({ label: one.querySelector('span').textContent,
      note: one.querySelector('small').textContent, href: one.getAttribute('href') }));
  };
  const look = async () => {
    const typed = input.value.trim();
    const mine = ++asked;
    const here = own(typed);
    show(here);
    if (typed.length < 2) return;
    const found = await ask(typed).catch(() => []);
    if (mine !== asked) return;
    show([...here, ...found, { label: `Search people for “${typed}”`, href: `/people?q=${encodeURIComponent(typed)}`, note: 'Search' }]);
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
      event.preventDefault();
      const item = list.children[chosen];
      if (item) item.firstElementChild.click();
    }
  });
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-open-palette]')) open();
  });
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      if (!palette.open) open();
    }
  });
  window.sluice.key('/', 'Search', open);
})();
