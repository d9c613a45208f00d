// The list of people remembers which columns it shows; a link to a signal opens what hides it.
(() => {
  const columns = document.querySelector('[data-columns]');
  if (columns) {
    columns.addEventListener('change', () => {
      const chosen = [...columns.querySelectorAll('input:checked')].map((box) => box.value);
      document.cookie = `people-columns=${chosen.join('.')}; path=/; max-age=31536000; samesite=lax`;
      location.reload();
    });
  }
  document.querySelectorAll('.filters').forEach((form) => form.addEventListener('submit', () => {
    form.querySelectorAll('input, select').forEach((field) => { field.disabled = field.value === ''; });
  }));
})();
