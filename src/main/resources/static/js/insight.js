// Draws each chart of the page from the figures beside it (platform.Chart), in the colours of the page.
(() => {
  'use strict';
  let drawn = [];
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
  const exact = (chart, value) => {
    if (chart.unit === 'share') return `${(100 * value).toFixed(1)} %`;
    return chart.unit === 'odds' ? value.toFixed(2) : chart.sign + whole.format(value);
  };
  const logarithmic = (chart) => chart.unit === 'odds' || chart.unit === 'cost';
  const rough = (chart, value) => {
    if (chart.unit === 'share') return `${Math.round(100 * value)} %`;
    return chart.unit === 'odds' ? String(value >= 1 ? value : Number(value.toPrecision(2))) : chart.sign + short.format(value);
  };

  // What the bars of a stack below this one come to, so that an interval stands where its bar ends.
  const below = (chart, one, place) => (one.stacked ? chart.series.slice(0, chart.series.indexOf(one))
    .reduce((sum, other) => sum + (other.stacked ? other.at[place] || 0 : 0), 0) : 0);

  // Round ends, so that the grid is even and every interval has room.
  const scale = (chart) => {
    const ends = chart.series.flatMap((one) => [one.at, one.low, one.high].flatMap((values) => values
      .map((value, i) => (value === null ? null : value + below(chart, one, i))))).filter((value) => value !== null);
    if (logarithmic(chart)) {
      const base = chart.unit === 'odds' ? 2 : 10;
      const power = (value, round) => base ** round(Math.log(value) / Math.log(base));
      const some = ends.filter((end) => end > 0);
      return { type: 'log', logBase: base, min: power(Math.min(...some), Math.floor), max: power(Math.max(...some), Math.ceil) };
    }
    const most = Math.max(...ends, chart.unit === 'count' ? 4 : 0);
    if (most <= 0) return { type: 'value' };
    const ten = 10 ** Math.floor(Math.log10(most));
    const [round, step] = [[1, 0.25], [1.5, 0.5], [2, 0.5], [2.5, 0.5], [3, 1], [4, 1], [5, 1], [6, 2], [8, 2], [10, 2.5]]
      .find(([end]) => end * ten >= most * 0.9999);
    return { type: 'value', min: 0, max: round * ten, interval: step * ten };
  };

  // An interval is a line through a bar or point, and a band behind a line.
  const whiskers = (chart, one, hue) => ({
    silent: true, symbol: 'none', animation: false, label: { show: false }, lineStyle: { color: hue, type: 'solid', width: 1.5 },
    data: one.low.flatMap((low, i) => (low === null || one.high[i] === null ? []
      : [[low, one.high[i]].map((end) => end + below(chart, one, i)).map((end) => ({ coord: chart.across ? [end, i] : [i, end] }))])),
  });
  const band = (one, hue, number) => {
    const line = { type: 'line', name: '', stack: `band-${number}`, silent: true, symbol: 'none', lineStyle: { opacity: 0 },
      step: one.shape === 'step' ? 'end' : false, tooltip: { show: false } };
    return [{ ...line, data: one.low },
      { ...line, data: one.high.map((high, i) => (high === null ? null : high - one.low[i])), areaStyle: { color: hue, opacity: 0.14 } }];
  };

  const series = (chart, one, number) => {
    const hue = colour(one.tone);
    const faint = one.shape === 'bar' ? { opacity: 0.45 } : { color: colour('--paper'), borderColor: hue, borderWidth: 2 };
    const data = one.at.map((value, i) => (one.faint[i] ? { value, itemStyle: faint } : value));
    const own = { name: one.name, data, color: hue, animation: false };
    const told = one.low.some((low) => low !== null);
    switch (one.shape) {
      case 'bar': return [{ ...own, type: 'bar', stack: one.stacked ? 'all' : undefined, barMaxWidth: chart.across ? 18 : 32,
        itemStyle: { borderRadius: one.stacked ? 0 : 3 }, markLine: told ? whiskers(chart, one, colour('--tblr-body-color')) : undefined }];
      case 'point': return [{ ...own, type: 'scatter', symbolSize: 10, markLine: told ? whiskers(chart, one, hue) : undefined }];
      case 'mark': return [{ ...own, type: 'scatter', symbol: 'rect', symbolSize: chart.across ? [3, 22] : [40, 3], z: 5 }];
      default: return [...(told ? band(one, hue, number) : []), { ...own, type: 'line', symbol: one.shape === 'step' ? 'none' : 'circle',
        symbolSize: 7, lineStyle: { width: 2, type: chart.series.slice(0, number).some((other) => other.tone === one.tone) ? 'dashed' : 'solid' }, step: one.shape === 'step' ? 'end' : false }];
    }
  };

  const tooltip = (chart) => (shown) => {
    const place = shown[0].dataIndex;
    return [chart.labels[place], ...chart.series.filter((one) => one.at[place] !== null && one.at[place] !== undefined).map((one) => {
      const interval = one.low[place] === null ? '' : ` (${exact(chart, one.low[place])} to ${exact(chart, one.high[place])})`;
      return `${one.name}: ${exact(chart, one.at[place])}${interval} ${one.notes[place]}`;
    })].join('\n');
  };

  const draw = (place) => {
    const source = place.nextElementSibling;
    if (!source || typeof echarts === 'undefined') return;
    const chart = JSON.parse(source.textContent);
    const quiet = colour('--quiet');
    const line = colour('--frame-line');
    const names = { type: 'category', data: chart.labels, inverse: chart.across, axisLine: { lineStyle: { color: line } },
      axisTick: { show: false }, axisLabel: { color: quiet, hideOverlap: true, ...(chart.across ? { width: 130, overflow: 'truncate' } : {}) } };
    const numbers = { ...scale(chart), splitLine: { lineStyle: { color: line } },
      axisLabel: { color: quiet, hideOverlap: true, formatter: (value) => rough(chart, value) } };
    const view = echarts.init(place, null, { renderer: 'canvas' });
    view.setOption({
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      legend: { type: 'scroll', show: chart.series.length > 1, data: chart.series.map((one) => one.name), top: 0, left: 0, itemWidth: 12, itemHeight: 10,
        textStyle: { color: quiet } },
      tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, axisPointer: { type: chart.series.some((one) => one.shape === 'bar') ? 'shadow' : 'line' },
        backgroundColor: colour('--paper'), borderColor: line, textStyle: { color: colour('--tblr-body-color'), fontSize: 12 }, formatter: tooltip(chart) },
      grid: { left: 20, right: 36, top: chart.series.length > 1 ? 36 : 12, bottom: 4, containLabel: true },
      xAxis: chart.across ? numbers : names,
      yAxis: chart.across ? names : numbers,
      series: chart.series.flatMap((one, number) => series(chart, one, number)),
    });
    if (chart.links.length > 0) view.on('click', (at) => { if (chart.links[at.dataIndex]) location.assign(chart.links[at.dataIndex]); });
    drawn.push(view);
  };

  const all = () => {
    drawn.forEach((view) => view.dispose());
    drawn = [];
    document.querySelectorAll('[data-chart]').forEach(draw);
  };
  document.addEventListener('DOMContentLoaded', all);
  document.addEventListener('htmx:afterSettle', (event) => { if (event.target.querySelector('[data-chart]')) all(); });
  document.addEventListener('sluice:theme', all);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', all);
  addEventListener('resize', () => drawn.forEach((view) => view.resize()));
})();
