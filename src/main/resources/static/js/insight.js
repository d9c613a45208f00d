// Draws the trend of new leads from the figures that stand beside it, in the colours of the page.
(() => {
  'use strict';
  let chart = null;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const draw = () => {
    const place = document.querySelector('[data-trend]');
    const source = document.querySelector('[data-trend-data]');
    if (!place || !source || typeof echarts === 'undefined') return;
    const data = JSON.parse(source.textContent);
    if (chart) chart.dispose();
    chart = echarts.init(place, null, { renderer: 'canvas' });
    const quiet = colour('--quiet');
    const line = colour('--frame-line');
    const plain = { color: colour('--tblr-body-color') || quiet };
    const few = data.labels.map((label) => (data.step === 'month' ? label.slice(0, 7) : label.slice(5)));
    chart.setOption({
      animation: false,
      color: [colour('--layer-engage'), colour('--layer-retain')],
      textStyle: { fontFamily: 'inherit' },
      legend: { top: 0, right: 0, itemWidth: 10, itemHeight: 10, textStyle: { color: quiet } },
      tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' }, backgroundColor: colour('--paper'),
        borderColor: line, textStyle: plain },
      grid: { left: 8, right: 8, top: 32, bottom: 4, containLabel: true },
      xAxis: { type: 'category', data: few, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { color: quiet } },
      yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: line } }, axisLabel: { color: quiet } },
      series: [
        { name: 'New leads', type: 'bar', data: data.leads, barMaxWidth: 28, itemStyle: { borderRadius: [3, 3, 0, 0] } },
        { name: 'Of them won so far', type: 'bar', data: data.won, barMaxWidth: 28, itemStyle: { borderRadius: [3, 3, 0, 0] } },
      ],
    });
  };

  document.addEventListener('htmx:afterSettle', (event) => {
    if (event.target.id === 'home-trend') draw();
  });
  document.addEventListener('sluice:theme', draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  addEventListener('resize', () => { if (chart) chart.resize(); });
})();
