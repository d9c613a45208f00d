// The board and the page of a deal: drag, keys, what a move still lacks, undo, and news from others.
(() => {
  'use strict';
  const board = document.getElementById('board');
  const dialog = document.getElementById('moving');
  const csrf = document.querySelector('meta[name="_csrf"]');
  const headers = { 'HX-Request': 'true', 'X-CSRF-TOKEN': csrf ? csrf.content : '' };
  let dragged = null;

  // what a page of a deal says about itself before it is loaded again
  const KEPT = 'deal-notice';
  const kept = sessionStorage.getItem(KEPT);
  if (kept) window.sluice.say(kept);
  sessionStorage.removeItem(KEPT);

  const refresh = () => { if (board) window.htmx.trigger(board, 'changed'); };

  const done = (sentence) => {
    if (board) window.sluice.say(sentence);
    else {
      sessionStorage.setItem(KEPT, sentence);
      window.location.reload();
    }
  };

  const fragment = (text) => new DOMParser().parseFromString(text, 'text/html').body;

  const ask = (html) => {
    dialog.replaceChildren(...fragment(html).childNodes);
    if (!dialog.open) dialog.showModal();
    const first = dialog.querySelector('input:not([type=hidden]), select, textarea, button');
    if (first) first.focus();
  };

  const undo = (moved) => {
    const notices = document.getElementById('notices');
    const line = document.createElement('p');
    line.className = 'undo';
    line.append(moved.textContent);
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Undo';
    button.addEventListener('click', () => {
      line.remove();
      move(moved.dataset.deal, moved.dataset.version, moved.dataset.back, false);
    });
    line.append(button);
    notices.append(line);
    setTimeout(() => line.remove(), 10000);
  };

  const send = async (deal, body, undoable) => {
    let answer;
    try {
      answer = await fetch(`/deals/${deal}/moves`, { method: 'POST', headers, body });
    } catch {
      window.sluice.say('No connection. Nothing was changed; try again in a moment.');
      refresh();
      return;
    }
    const text = await answer.text();
    if (answer.status === 422) {
      ask(text);
      refresh();
      return;
    }
    if (dialog.open) dialog.close();
    const moved = fragment(text).querySelector('[data-moved]');
    if (!moved) window.sluice.say('That did not work. Nothing was changed.');
    else if (board && answer.ok && undoable) undo(moved);
    else done(moved.textContent);
    refresh();
  };

  const move = (deal, version, to, undoable = true) =>
    send(deal, new URLSearchParams({ to, version }), undoable);

  const moving = async (deal, to) => {
    const answer = await fetch(`/deals/${deal}/moving?to=${encodeURIComponent(to)}`, { headers });
    if (answer.ok) ask(await answer.text());
  };

  const go = (deal, version, to) => (to === 'won' || to === 'lost' ? moving(deal, to) : move(deal, version, to));

  dialog.addEventListener('submit', (event) => {
    event.preventDefault();
    const form = event.target;
    const body = new URLSearchParams(new FormData(form, event.submitter));
    send(form.getAttribute('action').split('/')[2], body, true);
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || event.target.closest('[data-close]')) dialog.close();
    const end = event.target.closest('[data-end]');
    if (end) moving(end.closest('form').getAttribute('action').split('/')[2], end.dataset.end);
  });
  document.addEventListener('click', (event) => {
    const to = event.target.closest('[data-move-to]');
    if (to) go(to.dataset.deal, to.dataset.version, to.dataset.moveTo);
    const more = event.target.closest('[data-move]');
    if (more) moving(more.closest('[data-deal]').dataset.deal, '');
  });
  if (!board) return;

  const column = (event) => event.target.closest && event.target.closest('[data-stage]');
  board.addEventListener('dragstart', (event) => {
    dragged = event.target.closest('.deal-card');
    if (dragged) {
      event.dataTransfer.setData('text/plain', dragged.dataset.deal);
      event.dataTransfer.effectAllowed = 'move';
      dragged.classList.add('is-moving');
    }
  });
  board.addEventListener('dragend', () => {
    if (dragged) dragged.classList.remove('is-moving');
    board.querySelectorAll('.is-over[data-stage]').forEach((one) => one.classList.remove('is-over'));
    dragged = null;
  });
  board.addEventListener('dragover', (event) => {
    const over = column(event);
    board.querySelectorAll('.is-over[data-stage]').forEach((one) => { if (one !== over) one.classList.remove('is-over'); });
    if (dragged && over && over.dataset.stage !== dragged.dataset.at) {
      event.preventDefault();
      over.classList.add('is-over');
    }
  });
  board.addEventListener('drop', (event) => {
    const over = column(event);
    if (!dragged || !over) return;
    event.preventDefault();
    const { deal, version } = dragged.dataset;
    const cards = over.querySelector('.board-cards');
    if (cards) cards.prepend(dragged);
    go(deal, version, over.dataset.stage);
  });

  const card = () => document.activeElement.closest('.deal-card');
  const step = (by) => {
    const all = [...board.querySelectorAll('.deal-card')];
    const next = card() ? all[all.indexOf(card()) + by] : all[0];
    if (next) next.querySelector('a').focus();
  };
  const toStage = (by) => {
    const { deal, version, at } = card().dataset;
    const stages = [...board.querySelectorAll('.board-column')];
    const to = stages[stages.findIndex((one) => one.dataset.stage === at) + by];
    if (to) move(deal, version, to.dataset.stage);
  };
  const { key } = window.sluice;
  key('j', 'Next deal', () => step(1));
  key('k', 'Previous deal', () => step(-1));
  key(']', 'Move the deal a stage forward', () => toStage(1), card);
  key('[', 'Move the deal a stage back', () => toStage(-1), card);
  key('m', 'Choose where to move the deal', () => moving(card().dataset.deal, ''), card);
  key('w', 'Mark the deal as won', () => moving(card().dataset.deal, 'won'), card);
  key('x', 'Mark the deal as lost', () => moving(card().dataset.deal, 'lost'), card);

  // what others change
  const live = new EventSource('/pipeline/live');
  live.addEventListener('changed', refresh);
  window.addEventListener('pagehide', () => live.close());
})();
