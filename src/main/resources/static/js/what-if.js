// Shows the number that a slider stands at.
(() => {
  'use strict';
  document.addEventListener('input', (event) => {
    if (event.target.type !== 'range') return;
    const output = event.target.form.querySelector('output');
    if (output) output.textContent = event.target.value;
  });
})();
