// A hosted form works without this: it only tells when a visitor begins, sends once per click,
// and lets a page around an embedded form know how tall it is.
(function () {
  'use strict';
  var form = document.querySelector('form[data-form]');
  if (form) {
    var begun = function () {
      form.removeEventListener('focusin', begun);
      var page = form.querySelector('input[name=page]').value;
      navigator.sendBeacon('/f/' + form.dataset.form + '/started', new Blob([page], { type: 'text/plain' }));
    };
    form.addEventListener('focusin', begun);
    var byHand = function (event) {
      if (!event.isTrusted || form.querySelector('input[name=by_hand]')) return;
      var field = document.createElement('input');
      field.type = 'hidden';
      field.name = 'by_hand';
      field.value = '1';
      form.append(field);
    };
    form.addEventListener('pointerdown', byHand);
    form.addEventListener('keydown', byHand);
    form.addEventListener('submit', function (event) {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = 'yes';
    });
    window.addEventListener('pageshow', function () { delete form.dataset.sent; });
    var wrong = form.querySelector('[aria-invalid=true]');
    if (wrong) wrong.focus();
  }
  if (window.parent !== window && window.ResizeObserver) {
    new ResizeObserver(function () {
      window.parent.postMessage({ sluice: 'height', height: Math.ceil(document.documentElement.getBoundingClientRect().height) }, '*');
    }).observe(document.documentElement);
  }
})();
