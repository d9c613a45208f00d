// Puts a hosted form where this script stands: <script src="https://HOST/embed/form.js" data-form="FORM" defer></script>
(function () {
  'use strict';
  var script = document.currentScript || document.querySelector('script[data-form][src*="embed/form.js"]:not([data-placed])');
  if (!script) return;
  script.dataset.placed = 'yes';
  var host = new URL(script.src).origin;
  var told = new URLSearchParams({ embed: '1', url: location.href.slice(0, 500), referrer: document.referrer.slice(0, 500) });
  new URLSearchParams(location.search).forEach(function (value, name) {
    if (name.slice(0, 4) === 'utm_') told.set(name, value.slice(0, 200));
  });
  var known = window.sluice && window.sluice.visitor && window.sluice.visitor();
  if (known) told.set('visitor', known);
  var frame = document.createElement('iframe');
  frame.src = host + '/f/' + encodeURIComponent(script.dataset.form) + '?' + told;
  frame.title = script.dataset.title || 'Form';
  frame.style.width = '100%';
  frame.style.height = '480px';
  frame.style.border = '0';
  window.addEventListener('message', function (event) {
    if (event.source !== frame.contentWindow || event.origin !== host || !event.data || event.data.sluice !== 'height') return;
    frame.style.height = Math.min(Math.max(Number(event.data.height) || 0, 120), 4000) + 'px';
  });
  script.parentNode.insertBefore(frame, script.nextSibling);
})();
