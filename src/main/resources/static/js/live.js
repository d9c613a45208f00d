// Live updates keep the reader's place. htmx's swap style "live" changes only what differs: scroll, focus, what is selected,
// typed or open stay as they are. An update waits while the pointer is pressed on what it changes.
(() => {
  'use strict';
  const OWN = new Set(['open', 'style']); // attributes that belong to the reader
  const region = (node) => node && node.closest && node.closest('[hx-swap^="live"]');

  const patchAttributes = (old, fresh) => {
    for (const { name, value } of [...fresh.attributes]) {
      if (!OWN.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    for (const { name } of [...old.attributes]) {
      if (!OWN.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
    }
  };
  const patch = (old, fresh) => {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
      return;
    }
    if (old.isEqualNode(fresh)) return;
    patchAttributes(old, fresh);
    if (!old.hasAttribute('data-chart')) patchChildren(old, fresh); // a chart draws itself
  };
  // Elements with an id keep their node wherever they move; others are matched by their place.
  const patchChildren = (old, fresh) => {
    const coming = new Set([...fresh.children].map((child) => child.id).filter(Boolean));
    const known = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
    let at = old.firstChild;
    const dropWhile = (superfluous) => {
      while (at && superfluous(at)) {
        const gone = at;
        at = at.nextSibling;
        gone.remove();
      }
    };
    for (const node of [...fresh.childNodes]) {
      dropWhile((one) => one.id && !coming.has(one.id));
      if (node.nodeType === Node.ELEMENT_NODE) dropWhile((one) => one.nodeType === Node.TEXT_NODE && !one.nodeValue.trim());
      const same = at && !at.id && at.nodeName === node.nodeName ? at : null;
      const match = node.id ? known.get(node.id) : same;
      if (!match) {
        old.insertBefore(node, at);
      } else {
        if (match === at) at = at.nextSibling;
        else old.insertBefore(match, at);
        patch(match, node);
      }
    }
    dropWhile(() => true);
  };

  // What the reader sees at the top of each scrolled area, or has the focus on, stays where it is.
  const scrolls = (element) => element.scrollHeight > element.clientHeight && /auto|scroll/.test(getComputedStyle(element).overflowY);
  const scrollers = (target) => {
    const around = [];
    for (let at = target.parentElement; at; at = at.parentElement) if (scrolls(at)) around.push(at);
    const within = [target, ...target.querySelectorAll('*')].filter(scrolls);
    return [...new Set([...within, ...around, document.scrollingElement])];
  };
  const anchor = (scroller, target) => {
    const focus = document.activeElement;
    if (target.contains(focus) && scroller.contains(focus) && focus !== target) return focus;
    if (scroller.scrollTop === 0) return null;
    const top = scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top;
    const marks = [...target.querySelectorAll('[id]')].filter((mark) => scroller.contains(mark));
    return marks.find((mark) => mark.getBoundingClientRect().bottom > top) || target.nextElementSibling;
  };
  const keepPlace = (target, change) => {
    const focus = document.activeElement;
    const places = scrollers(target).map((scroller) => [scroller, anchor(scroller, target)]).filter(([, mark]) => mark)
      .map(([scroller, mark]) => [scroller, mark, mark.getBoundingClientRect().top]);
    change();
    places.filter(([, mark]) => mark.isConnected).forEach(([scroller, mark, top]) => {
      scroller.scrollTop += mark.getBoundingClientRect().top - top;
    });
    if (focus !== document.activeElement && focus.isConnected) focus.focus({ preventScroll: true });
  };

  window.htmx.defineExtension('live', {
    handleSwap: (style, target, fragment) => {
      if (style !== 'live') return false;
      target.dispatchEvent(new CustomEvent('sluice:update', { detail: fragment }));
      const whole = fragment.children.length === 1 && target.id && fragment.firstElementChild.id === target.id;
      const again = whole && fragment.firstElementChild.getAttribute('hx-get') !== target.getAttribute('hx-get');
      keepPlace(target, () => (whole ? patch(target, fragment.firstElementChild) : patchChildren(target, fragment)));
      return again ? [target] : [...target.children];
    },
  });

  // A list that was loaded further (data-loaded names it) asks for as much of it again.
  document.addEventListener('htmx:configRequest', (event) => {
    const target = event.detail.elt;
    if (region(target) !== target) return;
    const lists = [...target.querySelectorAll('[data-loaded]')];
    const loaded = lists.map((list) => `${list.dataset.loaded}:${list.querySelectorAll(':scope > :not(.more)').length}`);
    if (loaded.length) event.detail.parameters.loaded = loaded.join(',');
  });

  let pressed = null;
  let missed = null;
  const selecting = (target) => {
    const selection = document.getSelection();
    return !selection.isCollapsed && target.contains(selection.anchorNode);
  };
  const release = () => {
    pressed = null;
    if (!missed || selecting(missed)) return;
    const target = missed;
    missed = null;
    setTimeout(() => window.htmx.trigger(target, 'changed'));
  };
  document.addEventListener('pointerdown', (event) => { pressed = region(event.target); });
  document.addEventListener('pointerup', release);
  document.addEventListener('dragend', release);
  document.addEventListener('pointercancel', (event) => { if (event.pointerType !== 'mouse') release(); });
  document.addEventListener('selectionchange', () => { if (missed && !pressed) release(); });
  document.addEventListener('htmx:beforeSwap', (event) => {
    const target = event.detail.target;
    if (region(target) !== target || (target !== pressed && !selecting(target))) return;
    event.detail.shouldSwap = false;
    missed = target;
  });
})();
