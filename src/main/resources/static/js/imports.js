// Import: shows beside a column only what its choice asks for, and takes a file that is dropped. Pages work without it.
(() => {
  'use strict';
  const fit = (column) => {
    const to = column.querySelector('[data-to]').selectedOptions[0];
    const name = column.querySelector('[data-name]');
    const format = column.querySelector('[data-format]');
    const takes = to.dataset.takes;
    name.hidden = !takes;
    name.required = Boolean(takes);
    name.placeholder = takes ? `which ${takes}` : '';
    if (takes === 'stage') name.setAttribute('list', 'stages'); else name.removeAttribute('list');
    const date = to.dataset.date === 'yes';
    const number = to.dataset.number === 'yes';
    format.hidden = !date && !number && to.value !== 'trait';
    for (const option of format.options) {
      const dates = option.dataset.date === 'yes' || option.value === '';
      const wanted = date ? dates : number ? option.value.startsWith('number') : !dates;
      option.hidden = option.disabled = !wanted;
    }
    if (format.selectedOptions[0]?.disabled) format.value = date ? 'iso' : number ? 'number' : 'text';
    format.required = date;
  };
  const columns = [...document.querySelectorAll('.import-column')];
  columns.forEach((column) => {
    fit(column);
    column.querySelector('[data-to]').addEventListener('change', () => fit(column));
  });

  document.querySelectorAll('[data-submit-on-change]').forEach((form) => {
    form.querySelector('button').hidden = true;
    form.addEventListener('change', () => form.requestSubmit());
  });

  document.querySelectorAll('[data-drop]').forEach((form) => {
    const file = form.querySelector('input[type=file]');
    const over = (on) => (event) => { event.preventDefault(); form.classList.toggle('over', on); };
    form.addEventListener('dragover', over(true));
    form.addEventListener('dragleave', over(false));
    form.addEventListener('drop', (event) => {
      over(false)(event);
      if (event.dataTransfer.files.length) {
        file.files = event.dataTransfer.files;
        form.requestSubmit();
      }
    });
  });
})();
