// Today: the list and the selected lead. The selection lives in the address; the list follows the server without moving.
(() => {
  'use strict';
  const today = document.getElementById('today');
  const list = today.querySelector('.todo');
  const queue = document.getElementById('queue');
  const panel = document.getElementById('lead');
  const news = document.getElementById('news');
  const narrow = matchMedia('(max-width: 820px)');
  const { say, lasting } = window.sluice;
  const csrf = document.querySelector('meta[name="_csrf"]').content;
  const seen = new Set();
  const waiting = new Set(); // new leads behind the line, while the reader is busy
  const gone = new Set(); // leads that were just given away, until the server's list agrees
  let chosen = null;
  let acted = 0;
  let stale = false;
  let rowAt = 0; // where the row was in the window when its lead was opened
  let wantedAct = new URLSearchParams(location.search).get('act'); // a form to open, as Ctrl+K asks

  const rows = () => [...queue.querySelectorAll('li:not([hidden]) > [data-lead]')];
  const row = (lead) => rows().find((one) => one.dataset.lead === lead);
  const wanted = () => new URLSearchParams(location.search).get('lead');
  const address = (lead) => {
    const url = new URL(location);
    const others = [...url.searchParams].filter(([name]) => name !== 'act' && name !== 'lead');
    url.search = new URLSearchParams([...(lead ? [['lead', lead]] : []), ...others]);
    return url;
  };

  const mark = () => {
    for (const one of queue.querySelectorAll('[data-lead]')) {
      if (one.dataset.lead === chosen) one.setAttribute('aria-current', 'true');
      else one.removeAttribute('aria-current');
    }
  };
  // A later choice replaces an earlier one that is still on its way; until it is here, the old lead cannot be acted on.
  const load = () => window.htmx.ajax('GET', `/today/${chosen}`, { source: '#lead-loader', target: panel, swap: 'innerHTML' });
  document.addEventListener('htmx:afterRequest', (event) => { if (event.detail.target === panel) panel.inert = false; });
  const focusRow = () => {
    const one = row(chosen);
    if (!one) return;
    one.focus({ preventScroll: true });
    one.scrollIntoView({ block: 'nearest' });
  };
  const openLead = (lead) => {
    chosen = lead;
    mark();
    today.classList.add('has-lead');
    panel.scrollTop = 0;
    panel.inert = true;
    if (narrow.matches) scrollTo(0, 0);
    load();
  };
  const closeLead = () => {
    today.classList.remove('has-lead');
    if (!narrow.matches) return;
    row(chosen)?.focus({ preventScroll: true });
    scrollBy(0, (row(chosen)?.getBoundingClientRect().top || rowAt) - rowAt);
  };
  // On a phone the lead is a page with a way back; beside the list it replaces the one before.
  const select = (lead) => {
    if (narrow.matches && !wanted()) {
      rowAt = row(lead)?.getBoundingClientRect().top || 0;
      history.pushState({ fromList: true }, '', address(lead));
    } else {
      history.replaceState(history.state, '', address(lead));
    }
    openLead(lead);
  };
  const back = () => {
    if (history.state && history.state.fromList) {
      history.back();
      return;
    }
    history.replaceState(null, '', address(null));
    closeLead();
  };
  const move = (by) => {
    const all = rows();
    const next = all[all.findIndex((one) => one.dataset.lead === chosen) + by];
    if (!next) return;
    select(next.dataset.lead);
    focusRow();
  };

  // the list: new leads wait behind a line while the reader is in it, and nothing else moves
  const busy = () => list.scrollTop > 0 || scrollY > 0 || queue.contains(document.activeElement) || panel.contains(document.activeElement);
  const announce = () => {
    news.hidden = waiting.size === 0;
    news.firstElementChild.firstElementChild.textContent = waiting.size === 1 ? '1 new lead' : `${waiting.size} new leads`;
  };
  const showNews = () => {
    waiting.forEach((lead) => queue.querySelector(`[data-lead="${lead}"]`)?.closest('li').removeAttribute('hidden'));
    waiting.clear();
    announce();
    list.scrollTo({ top: 0 });
    scrollTo({ top: 0 });
  };
  queue.addEventListener('sluice:update', (event) => {
    const coming = [...event.detail.querySelectorAll('[data-lead]')];
    const leads = new Set(coming.map((one) => one.dataset.lead));
    [...gone].filter((lead) => !leads.has(lead)).forEach((lead) => gone.delete(lead));
    [...waiting].filter((lead) => !leads.has(lead)).forEach((lead) => waiting.delete(lead));
    const fresh = coming.filter((one) => !seen.has(one.dataset.lead));
    const later = busy();
    fresh.forEach((one) => {
      seen.add(one.dataset.lead);
      if (later) waiting.add(one.dataset.lead);
      else one.classList.add('is-new');
    });
    if (fresh.length && !later) say(fresh.length === 1 ? `New lead: ${fresh[0].querySelector('b').textContent}` : `${fresh.length} new leads`);
    coming.filter((one) => waiting.has(one.dataset.lead) || gone.has(one.dataset.lead))
      .forEach((one) => { one.closest('li').hidden = true; });
  });
  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.detail.target === panel) panel.inert = false;
    if (event.detail.target === panel && wantedAct) {
      toggle(wantedAct);
      wantedAct = null;
    }
    if (event.detail.target !== queue) return;
    announce();
    mark();
    tick();
    if (!chosen && !narrow.matches && rows().length) openLead(rows()[0].dataset.lead);
    // what was done may change the panel a moment later
    if (Date.now() - acted < 10000 && !panel.querySelector('[data-act]:not([hidden])') && !panel.contains(document.activeElement)) load();
  });

  const tick = () => {
    for (const clock of queue.querySelectorAll('[data-until]')) {
      const left = (new Date(clock.dataset.until) - Date.now()) / 1000;
      const time = Math.abs(left) < 3600
        ? `${Math.floor(Math.abs(left) / 60)} min ${String(Math.floor(Math.abs(left) % 60)).padStart(2, '0')} s` : lasting(Math.abs(left));
      clock.textContent = left < 0 ? `Answer ${time} late` : `Answer in ${time}`;
      clock.classList.toggle('is-late', left < 0);
      clock.classList.toggle('is-soon', left >= 0);
    }
  };

  // the panel: its forms open inside it, one at a time, and send without leaving the page
  const toggle = (name) => {
    if (!panel.querySelector(`[data-act="${name}"]`)) return;
    panel.querySelectorAll('[data-act]').forEach((form) => { form.hidden = form.dataset.act !== name || !form.hidden; });
    panel.querySelectorAll('[data-opens][aria-expanded]').forEach((button) => {
      const form = panel.querySelector(`[data-act="${button.dataset.opens}"]`);
      button.setAttribute('aria-expanded', String(!form.hidden));
    });
    const form = panel.querySelector('[data-act]:not([hidden])');
    if (form) form.querySelector('input:not([type=hidden]), select, textarea, button').focus();
    else panel.querySelector(`[data-opens="${name}"]`)?.focus();
  };
  const after = (lead) => {
    const all = rows().map((one) => one.dataset.lead);
    return all[all.indexOf(lead) + 1] || all.filter((other) => other !== lead).at(-1) || null;
  };
  const done = async (form, lead) => {
    acted = Date.now();
    const next = form.dataset.then === 'stay' ? lead : after(lead);
    if (form.dataset.then === 'leave') {
      gone.add(lead);
      const item = queue.querySelector(`[data-lead="${lead}"]`)?.closest('li');
      if (item) item.hidden = true;
    }
    if (chosen === lead) {
      if (next && (next === lead || !narrow.matches)) {
        select(next);
        focusRow();
      } else if (narrow.matches) {
        back();
      } else {
        panel.replaceChildren();
        history.replaceState(null, '', address(null));
      }
    }
    window.htmx.trigger(queue, 'changed');
  };
  const fault = (form, text) => {
    const line = form.querySelector('[role=alert]') || form.appendChild(document.createElement('p'));
    line.setAttribute('role', 'alert');
    line.className = 'is-late mb-0';
    line.textContent = text;
  };
  panel.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!form.dataset.then) return;
    event.preventDefault();
    const lead = chosen;
    const button = event.submitter || form.querySelector('button');
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: 'POST', redirect: 'manual', headers: { 'X-CSRF-TOKEN': csrf },
        body: new URLSearchParams(new FormData(form)) });
      if (answer.type === 'opaqueredirect' || answer.ok) {
        say(form.dataset.said);
        await done(form, lead);
      } else {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        fault(form, page.querySelector('main p')?.textContent || 'That did not work. Nothing was changed.');
      }
    } catch {
      fault(form, 'No connection. Nothing was changed; try again in a moment.');
    } finally {
      button.disabled = false;
    }
  });
  panel.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-opens]');
    if (opener) toggle(opener.dataset.opens);
    if (event.target.closest('[data-back]')) {
      event.preventDefault();
      back();
    }
  });
  panel.addEventListener('keydown', (event) => {
    const form = panel.querySelector('[data-act]:not([hidden])');
    if (event.key === 'Escape' && form) toggle(form.dataset.act);
  });
  queue.addEventListener('click', (event) => {
    const one = event.target.closest('[data-lead]');
    if (!one || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    select(one.dataset.lead);
  });
  news.addEventListener('click', showNews);
  window.sluice.key('j', 'Next lead', () => move(1));
  window.sluice.key('k', 'Previous lead', () => move(-1));
  window.sluice.key('Enter', 'Open the person', () => panel.querySelector('h2 a').click(),
    () => document.activeElement.matches('[data-lead][aria-current]'));
  window.sluice.key('Escape', 'Back to the list', back, () => narrow.matches && today.classList.contains('has-lead'));

  let live = null;
  const listen = () => {
    live = new EventSource(`/today/live?whose=${today.dataset.whose}`);
    live.addEventListener('changed', () => window.htmx.trigger(queue, 'changed'));
    live.addEventListener('open', () => {
      if (stale) window.htmx.trigger(queue, 'changed');
      stale = false;
    });
    live.onerror = () => { stale = true; };
  };
  addEventListener('pagehide', () => live.close());
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    stale = true;
    listen();
  });
  addEventListener('popstate', () => {
    if (wanted()) openLead(wanted());
    else if (narrow.matches) closeLead();
    else if (rows().length) openLead(rows()[0].dataset.lead);
  });

  history.scrollRestoration = 'manual';
  rows().forEach((one) => seen.add(one.dataset.lead));
  tick();
  setInterval(tick, 1000);
  listen();
  document.addEventListener('DOMContentLoaded', () => {
    chosen = wanted() || (narrow.matches ? null : rows()[0]?.dataset.lead || null);
    if (!chosen) return;
    openLead(chosen);
    if (wanted() && !narrow.matches) focusRow();
    if (!wanted()) today.classList.remove('has-lead');
  });
})();
