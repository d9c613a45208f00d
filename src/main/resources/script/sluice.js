// Sluice's tracking script. <script src="https://HOST/sluice.js" data-key="WRITE_KEY" defer></script>
// data-consent="required": nothing is kept or sent before sluice.consent(true).
// data-query="tab page": these parameters of the address make a page of their own.
// data-domain="shop.example": the domain whose hosts share one visitor; found automatically, "none" to share with no host.
// A browser that says Global Privacy Control is left alone: nothing is kept, nothing is sent.
(function () {
  'use strict';
  var script = document.currentScript || document.querySelector('script[data-key][src*="sluice.js"]');
  var early = window.sluice;
  if (!script || (early && early.page)) return;
  var settings = script.dataset;
  var host = settings.host || new URL(script.src).origin;
  var asks = settings.consent === 'required';
  var refused = navigator.globalPrivacyControl === true;
  var memory = {};
  var waiting = [];
  var denied = false; // consent was refused on this page
  var timer = 0;
  var failures = 0;
  var shown = null; // the page being looked at: its path, since when it is visible, the referrer
  var STAY = 30; // seconds of looking at a page that one page_time reports
  var MOST_STAYS = 10;
  var stay = 0;

  // What is kept is in a cookie that all hosts of the site share, and in this host's own storage.
  function read(name) {
    var shared = cookie(name);
    if (shared !== null) return shared;
    try {
      return localStorage.getItem('sluice.' + name);
    } catch (blocked) {
      return memory[name] || null;
    }
  }

  function keep(name, value) {
    memory[name] = value;
    share(name, value);
    try {
      if (value === null) localStorage.removeItem('sluice.' + name);
      else localStorage.setItem('sluice.' + name, value);
    } catch (blocked) {}
  }

  function cookie(name) {
    var found = settings.domain === 'none' ? null : document.cookie.match('(?:^|; )sluice_' + name + '=([^;]*)');
    try {
      return found && decodeURIComponent(found[1]);
    } catch (unreadable) {
      return null;
    }
  }

  function share(name, value) {
    if (settings.domain === 'none') return;
    var text = 'sluice_' + name + '=' + encodeURIComponent(value === null ? '' : value) + '; Path=/; SameSite=Lax; Max-Age=' +
      (value === null ? 0 : 34128000) + (location.protocol === 'https:' ? '; Secure' : '');
    // the browser takes a cookie for the first of these that is not a public suffix such as co.uk
    var labels = location.hostname.split('.');
    var domains = /^[\d.]+$|:/.test(location.hostname) ? [] : labels.map(function (label, i) { return labels.slice(-i - 1).join('.'); }).slice(1);
    if (settings.domain) domains = [settings.domain];
    domains.some(function (domain) {
      document.cookie = text + '; Domain=' + domain;
      return cookie(name) === value;
    });
  }

  function allowed() {
    var said = read('consent');
    return !refused && (asks ? said === 'yes' : said !== 'no');
  }

  function id() {
    if (window.crypto && crypto.randomUUID) return crypto.randomUUID();
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map.call(bytes, function (b) { return (b + 256).toString(16).slice(1); }).join('');
  }

  function visitor() {
    var known = read('visitor') || id();
    if (cookie('visitor') !== known) keep('visitor', known);
    return known;
  }

  function campaign() {
    var found = {};
    new URLSearchParams(location.search).forEach(function (value, name) {
      if (name.slice(0, 4) === 'utm_' && value) found[name === 'utm_campaign' ? 'name' : name.slice(4)] = value.slice(0, 200);
    });
    return found;
  }

  // Where first awareness happened stays with the visitor and goes along with every signal.
  function first() {
    var known = read('first') || JSON.stringify({
      url: location.href.slice(0, 300),
      referrer: document.referrer.slice(0, 200),
      campaign: campaign(),
      at: new Date().toISOString()
    });
    if (cookie('first') !== known) keep('first', known);
    return JSON.parse(known);
  }

  function add(message) {
    if (refused || denied || read('consent') === 'no' || waiting.length > 200) return;
    message.messageId = id();
    message.timestamp = new Date().toISOString();
    message.context = {
      library: { name: 'sluice.js' },
      locale: navigator.language,
      userAgent: navigator.userAgent,
      page: { url: location.href, path: path(), title: document.title, referrer: shown ? shown.referrer : document.referrer },
      campaign: campaign()
    };
    waiting.push(message);
    if (allowed() && !timer) timer = setTimeout(send, 300);
  }

  function send(leaving) {
    clearTimeout(timer);
    timer = 0;
    if (!allowed() || !waiting.length) return;
    var batch = waiting.splice(0, 40);
    batch.forEach(function (message) {
      message.anonymousId = visitor();
      message.context.first = first();
      if (read('user')) message.userId = message.userId || read('user');
    });
    var url = host + '/v1/batch';
    var body = JSON.stringify({ writeKey: settings.key, sentAt: new Date().toISOString(), batch: batch });
    // a beacon carries no headers, and plain text asks the browser for no permission first
    if (leaving === true && navigator.sendBeacon && navigator.sendBeacon(url, new Blob([body], { type: 'text/plain' }))) return;
    fetch(url, { method: 'POST', body: body, keepalive: body.length < 60000, credentials: 'omit', headers: { 'Content-Type': 'text/plain' } })
      .then(function (answer) {
        if (answer.status === 429 || answer.status >= 500) throw answer;
        failures = 0;
        if (waiting.length && !timer) timer = setTimeout(send, 0);
      })
      .catch(function () {
        if (refused || denied || !allowed()) return; // consent was refused meanwhile: nothing is kept for later
        // what was recorded already is known by its messageId
        waiting = batch.concat(waiting).slice(0, 200);
        if (++failures < 6 && !timer) timer = setTimeout(send, 1000 * Math.pow(2, failures));
      });
  }

  // Reports each further half minute that the page is visible, so that time on a page can be counted while it lasts.
  function watch() {
    clearTimeout(stay);
    if (shown.stays >= MOST_STAYS) return;
    stay = setTimeout(function () {
      shown.stays++;
      shown.looked -= STAY * 1000;
      add({ type: 'track', event: 'page_time', properties: { path: shown.path, url: shown.url, seconds: STAY } });
      watch();
    }, STAY * 1000 - shown.looked - (Date.now() - shown.since));
  }

  function left() {
    if (!shown || !shown.since) return;
    clearTimeout(stay);
    var seconds = Math.round((Date.now() - shown.since) / 1000);
    shown.looked += Date.now() - shown.since;
    shown.since = 0;
    if (seconds > 0) add({ type: 'track', event: 'page_left', properties: { path: shown.path, url: shown.url, seconds: seconds } });
  }

  // The path of the page: a route in the fragment is a part of it, and so are the parameters of data-query.
  function path() {
    var route = location.hash.match(/^#!?(\/[^?]*)/);
    var base = route && route[1] !== '/' ? location.pathname.replace(/\/(index\.html?)?$/, '') + route[1] : location.pathname;
    var query = new URLSearchParams(location.search);
    var chosen = (settings.query || '').split(/[\s,]+/).filter(function (name) { return name && query.has(name); });
    return base + chosen.map(function (name, i) { return (i ? '&' : '?') + name + '=' + encodeURIComponent(query.get(name)); }).join('');
  }

  function page(name, properties) {
    left();
    var referrer = shown ? shown.url : document.referrer;
    shown = { path: path(), url: location.href, referrer: referrer, since: document.visibilityState === 'visible' ? Date.now() : 0, looked: 0, stays: 0 };
    if (shown.since) watch();
    add({
      type: 'page',
      name: typeof name === 'string' ? name : undefined,
      properties: Object.assign(
        { path: shown.path, url: location.href, title: document.title, referrer: referrer, search: location.search },
        typeof name === 'object' ? name : properties)
    });
  }

  function track(event, properties) {
    if (event) add({ type: 'track', event: String(event), properties: properties || {} });
  }

  function identify(user, traits) {
    if (user && typeof user === 'object') {
      traits = user;
      user = null;
    }
    if (user && allowed()) keep('user', String(user));
    add({ type: 'identify', userId: user ? String(user) : undefined, traits: traits || {} });
  }

  function consent(given) {
    if (refused) return;
    denied = !given;
    if (given) {
      keep('consent', 'yes');
      if (!timer) timer = setTimeout(send, 0);
      return;
    }
    waiting = [];
    ['visitor', 'first', 'user'].forEach(function (name) { keep(name, null); });
    keep('consent', asks ? null : 'no');
  }

  function submitted(event) {
    var traits = {};
    event.target.querySelectorAll('[data-sluice-identify]').forEach(function (field) {
      var name = field.dataset.sluiceIdentify || field.name;
      var unset = (field.type === 'checkbox' || field.type === 'radio') && !field.checked;
      if (name && field.value && field.type !== 'password' && !unset) traits[name] = field.value;
    });
    if (Object.keys(traits).length) {
      identify(traits);
      send(true);
    }
  }

  window.sluice = {
    page: page,
    track: track,
    identify: identify,
    consent: consent,
    visitor: function () { return allowed() ? visitor() : null; },
    first: function () { return allowed() ? first() : null; }
  };
  if (refused) return;

  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'hidden') {
      left();
      send(true);
    } else if (shown) {
      shown.since = Date.now();
      watch();
    }
  });
  window.addEventListener('pagehide', function () {
    left();
    send(true);
  });
  window.addEventListener('pageshow', function (event) { if (event.persisted) page(); });
  document.addEventListener('submit', submitted, true);

  function moved() { if (!shown || shown.path !== path()) page(); }
  ['pushState', 'replaceState'].forEach(function (name) {
    var change = history[name];
    history[name] = function () {
      change.apply(history, arguments);
      moved();
    };
  });
  window.addEventListener('popstate', moved);
  window.addEventListener('hashchange', moved);

  function begin() {
    page();
    (Array.isArray(early) ? early : []).forEach(function (call) { window.sluice[call[0]].apply(null, call.slice(1)); });
  }
  if (document.prerendering) document.addEventListener('prerenderingchange', begin, { once: true });
  else begin();
})();
