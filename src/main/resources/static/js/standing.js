// The definition's editor: line numbers, problems marked at their lines, and a way from a problem to its line.
(() => {
  'use strict';
  const form = document.querySelector('[data-editor]');
  if (!form) return;
  const text = form.querySelector('textarea');
  const numbers = form.querySelector('.numbers');
  const verdict = document.getElementById('verdict');

  const draw = () => {
    const worst = new Map();
    verdict.querySelectorAll('[data-line]').forEach((problem) => {
      const line = Number(problem.dataset.line);
      if (worst.get(line) !== 'error') worst.set(line, problem.className);
    });
    const count = text.value.split('\n').length;
    numbers.replaceChildren(...Array.from({ length: count }, (_, i) => {
      const number = document.createElement('span');
      number.textContent = String(i + 1);
      if (worst.has(i + 1)) number.className = worst.get(i + 1);
      return number;
    }));
    numbers.scrollTop = text.scrollTop;
  };

  verdict.addEventListener('click', (event) => {
    const problem = event.target.closest('[data-line]');
    if (!problem) return;
    const lines = text.value.split('\n');
    const line = Math.min(Number(problem.dataset.line), lines.length) - 1;
    const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
    const height = parseFloat(getComputedStyle(text).lineHeight);
    text.focus();
    text.setSelectionRange(start, start + lines[line].length);
    text.scrollTop = Math.max(0, line * height - text.clientHeight / 3);
  });
  text.addEventListener('scroll', () => { numbers.scrollTop = text.scrollTop; });
  text.addEventListener('input', draw);
  document.addEventListener('htmx:afterSwap', draw);
  draw();

  // Enter keeps the indent of the line above
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || text.readOnly) return;
    const before = text.value.slice(0, text.selectionStart);
    const indent = before.slice(before.lastIndexOf('\n') + 1).match(/^ */)[0];
    event.preventDefault();
    text.setRangeText(`\n${indent}`, text.selectionStart, text.selectionEnd, 'end');
    text.dispatchEvent(new Event('input', { bubbles: true }));
  });

  // a change is not lost by leaving
  let kept = text.value;
  form.addEventListener('submit', () => { kept = text.value; });
  window.addEventListener('beforeunload', (event) => { if (text.value !== kept) event.preventDefault(); });
})();
