// Today: keeps the list up to date, counts the clocks down, and moves through it by keyboard.
(() => {
  const today = document.getElementById('today');
  const queue = document.getElementById('queue');
  const seen = new Set();
  let chosen = null;
  let stale = false;

  const leads = () => [...queue.querySelectorAll('[data-lead]')];

  const mark = () => {
    const all = leads();
    if (!all.some((lead) => lead.dataset.lead === chosen)) {
      chosen = all.length ? all[0].dataset.lead : null;
    }
    for (const lead of all) {
      lead.toggleAttribute('aria-current', lead.dataset.lead === chosen);
      if (lead.dataset.lead === chosen) {
        lead.setAttribute('aria-current', 'true');
      }
    }
  };

  const note = (first) => {
    for (const lead of leads()) {
      if (!first && !seen.has(lead.dataset.lead)) {
        lead.classList.add('is-new');
      }
      seen.add(lead.dataset.lead);
    }
  };

  const lasting = (ms) => {
    const seconds = Math.floor(Math.abs(ms) / 1000);
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor((seconds % 3600) / 60);
    if (hours >= 24) return `${Math.floor(hours / 24)} d`;
    return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  };

  const tick = () => {
    for (const clock of queue.querySelectorAll('[data-until]')) {
      const left = new Date(clock.dataset.until) - Date.now();
      clock.textContent = left < 0 ? `Answer ${lasting(left)} late` : `Answer in ${lasting(left)}`;
      clock.classList.toggle('is-late', left < 0);
      clock.classList.toggle('is-soon', left >= 0);
    }
  };

  const live = new EventSource(`/today/live?whose=${today.dataset.whose}`);
  let pressed = false;
  let missed = false;
  const refresh = () => window.htmx.trigger(queue, 'changed');
  live.addEventListener('changed', refresh);
  live.addEventListener('open', () => {
    if (stale) refresh();
    stale = false;
  });
  live.onerror = () => { stale = true; };
  window.addEventListener('pagehide', () => live.close());

  document.body.addEventListener('htmx:afterSwap', (event) => {
    if (event.detail.target === queue) {
      mark();
      note(false);
      tick();
    }
  });
  // A row that is replaced between press and release would lose its click: the new list waits until the hand is off.
  document.body.addEventListener('htmx:beforeSwap', (event) => {
    if (event.detail.target === queue && pressed) {
      event.detail.shouldSwap = false;
      missed = true;
    }
  });
  const released = () => {
    pressed = false;
    if (missed) window.setTimeout(refresh);
    missed = false;
  };
  queue.addEventListener('pointerdown', () => { pressed = true; });
  window.addEventListener('pointerup', released);
  window.addEventListener('pointercancel', released);
  queue.addEventListener('click', (event) => {
    const lead = event.target.closest('[data-lead]');
    if (lead) {
      chosen = lead.dataset.lead;
      mark();
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) return;
    if (event.key === 'j' || event.key === 'k') {
      const all = leads();
      const at = all.findIndex((lead) => lead.dataset.lead === chosen);
      const next = all[at + (event.key === 'j' ? 1 : -1)];
      if (next) {
        next.click();
        next.focus();
      }
    }
  });

  const wanted = new URLSearchParams(window.location.search).get('lead');
  mark();
  note(true);
  if (wanted) {
    const lead = leads().find((one) => one.dataset.lead === wanted);
    if (lead) lead.click();
  }
  tick();
  window.setInterval(tick, 1000);
})();
