// Offers the country and the time zone of this browser, which can be changed.
(() => {
  const zone = document.querySelector('[data-from-browser=zone]');
  const country = document.querySelector('[data-from-browser=country]');
  if (zone && !zone.value) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (country && !country.value) country.value = new Intl.Locale(navigator.language).region || '';
})();
