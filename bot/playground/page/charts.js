// Slack's charts as drawings, each with a name, a legend, and the same numbers as a table.
// https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block

import { drawAxisChart } from './axes.js';
import { draw, make } from './make.js';
import { unknown } from './unknown.js';

const KINDS = { pie: 'Pie chart', bar: 'Bar chart', line: 'Line chart', area: 'Area chart' };
const PIE = { size: 200, radius: 96 };

/** A data_visualization block. */
export function renderChart(block, context) {
  const { chart, title } = block;
  if (!KINDS[chart.type]) return unknown('element', chart);
  const isPie = chart.type === 'pie';
  const names = isPie ? chart.segments.map((segment) => segment.label) : chart.series.map((one) => one.name);
  const label = `${title}. ${KINDS[chart.type]}: ${names.join(', ')}. The numbers are in the table below.`;
  const drawing = isPie ? drawPie(chart, label) : fitted((width) => drawAxisChart(chart, label, context, width));
  const shares = isPie ? chart.segments.map((segment) => share(segment, chart)) : [];
  return make('figure', { class: `bk-chart bk-chart-${chart.type}` },
    make('figcaption', { dir: 'auto' }, title),
    make('div', { class: 'bk-chart-drawing', tabindex: 0, role: 'group', 'aria-label': block.title }, drawing, legend(names, shares)),
    make('details', { class: 'bk-numbers' }, make('summary', {}, 'Show the numbers'), numbers(chart, title, context)));
}

/** A drawing made for the width there is, and made again when that changes: letters are never too small to read. */
function fitted(drawn) {
  const place = make('div', {}, drawn(640));
  const fit = ([{ contentRect: { width } }]) => width > 0 && place.replaceChildren(drawn(Math.max(240, Math.floor(width))));
  new ResizeObserver(fit).observe(place);
  return place;
}

function legend(names, shares) {
  const entries = names.map((name, at) => {
    const mark = make('span', { class: `bk-legend-mark bk-series-${at + 1}`, 'aria-hidden': 'true' });
    return make('li', { dir: 'auto' }, mark, name, shares[at] && make('span', { class: 'bk-share' }, ` ${shares[at]}`));
  });
  return make('ul', { class: 'bk-legend' }, ...entries);
}

function numbers(chart, title, context) {
  const { head, rows } = chart.type === 'pie' ? pieRows(chart) : axisRows(chart);
  const written = (value) => (typeof value === 'number' ? new Intl.NumberFormat(context.locale ?? 'en').format(value) : value);
  const row = ([name, ...values]) =>
    make('tr', {}, make('th', { scope: 'row', dir: 'auto' }, name), ...values.map((value) => make('td', {}, written(value))));
  const table = make('table', { class: 'bk-table bk-numbers-table' },
    make('caption', { dir: 'auto' }, title),
    make('thead', {}, make('tr', {}, ...head.map((word) => make('th', { scope: 'col', dir: 'auto' }, word)))),
    make('tbody', {}, ...rows.map(row)));
  return make('div', { class: 'bk-scroll', tabindex: 0, role: 'region', 'aria-label': `Numbers: ${title}` }, table);
}

function pieRows(chart) {
  const rows = chart.segments.map((segment) => [segment.label, segment.value, share(segment, chart)]);
  return { head: ['Part', 'Value', 'Share'], rows };
}

function axisRows({ series, axis_config: axes }) {
  const rows = axes.categories.map((category, at) => [category, ...series.map((one) => one.data[at].value)]);
  return { head: [axes.x_label ?? 'At', ...series.map((one) => one.name)], rows };
}

function total(chart) {
  return chart.segments.reduce((sum, segment) => sum + segment.value, 0);
}

function share(segment, chart) {
  return total(chart) ? `${Math.round((segment.value / total(chart)) * 100)}%` : '0%';
}

function drawPie(chart, label) {
  const middle = PIE.size / 2;
  const whole = total(chart);
  let turned = 0;
  const slices = chart.segments.filter((segment) => segment.value > 0).map((segment) => {
    const at = chart.segments.indexOf(segment) + 1;
    const slice = slicePath(middle, turned / whole, (turned + segment.value) / whole);
    turned += segment.value;
    return draw('path', { d: slice, class: `bk-slice bk-series-${at}` }, draw('title', {}, `${segment.label}: ${segment.value}`));
  });
  const nothing = draw('circle', { cx: middle, cy: middle, r: PIE.radius, class: 'bk-gridline', fill: 'none' });
  const box = `0 0 ${PIE.size} ${PIE.size}`;
  return draw('svg', { viewBox: box, role: 'img', 'aria-label': label, class: 'bk-pie' }, slices.length ? slices : nothing);
}

/** A slice from one share of the circle to another, from the top and clockwise; a full circle is two halves. */
function slicePath(middle, from, until) {
  if (until - from > 0.9999) return `${slicePath(middle, 0, 0.5)} ${slicePath(middle, 0.5, 1)}`;
  const point = (turn) => {
    const angle = turn * 2 * Math.PI;
    return `${(middle + PIE.radius * Math.sin(angle)).toFixed(2)} ${(middle - PIE.radius * Math.cos(angle)).toFixed(2)}`;
  };
  const isWide = until - from > 0.5 ? 1 : 0;
  return `M ${middle} ${middle} L ${point(from)} A ${PIE.radius} ${PIE.radius} 0 ${isWide} 1 ${point(until)} Z`;
}
