// Bars, lines and areas over categories: where each stands, and an axis with round numbers.

import { draw } from './make.js';

const SIZE = { height: 260, left: 48, right: 12, top: 12, bottom: 30, title: 20 };
const WIDEST = 44; // a bar of few is no wall
const LETTER = 7.2; // about how wide a letter of an axis is, to know how many labels fit
const DASHES = ['', '7 4', '2 4', '10 3 2 3', '1 3', '12 6'];

/** The drawing of a bar, line or area chart, for so many pixels. */
export function drawAxisChart(chart, label, context, width) {
  const field = fieldOf(chart, width);
  const marks = { bar: bars, line: lines, area: areas }[chart.type](chart, field);
  const svg = { viewBox: `0 0 ${width} ${SIZE.height}`, role: 'img', 'aria-label': label, class: 'bk-axis-chart' };
  return draw('svg', svg, ...valueAxis(field, chart, context), ...categoryAxis(field, chart), ...marks);
}

function fieldOf(chart, width) {
  const { x_label: below, y_label: beside, categories } = chart.axis_config;
  const values = chart.series.flatMap((one) => one.data.map((point) => point.value));
  const ticks = roundTicks(Math.min(0, ...values), Math.max(0, ...values), values.every(Number.isInteger));
  const left = SIZE.left + (beside ? SIZE.title : 0);
  const bottom = SIZE.height - SIZE.bottom - (below ? SIZE.title : 0);
  const [low, high] = [ticks[0], ticks.at(-1)];
  const step = (width - left - SIZE.right) / categories.length;
  return {
    left, bottom, ticks, step, width,
    x: (at) => left + step * (at + 0.5),
    y: (value) => bottom - ((value - low) / (high - low)) * (bottom - SIZE.top),
  };
}

/** Four or five round numbers from at most `low` to at least `high`. */
function roundTicks(low, high, isWhole) {
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough * 0.999);
  const step = isWhole ? Math.max(1, Math.ceil(nice)) : nice;
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

function valueAxis(field, chart, context) {
  const format = new Intl.NumberFormat(context.locale ?? 'en', { notation: 'compact', maximumFractionDigits: 2 });
  const right = field.width - SIZE.right;
  const rows = field.ticks.flatMap((tick) => [
    draw('line', { x1: field.left, x2: right, y1: field.y(tick), y2: field.y(tick), class: tick ? 'bk-gridline' : 'bk-baseline' }),
    draw('text', { x: field.left - 8, y: field.y(tick) + 4, 'text-anchor': 'end', class: 'bk-axis-tick' }, format.format(tick)),
  ]);
  const name = chart.axis_config.y_label;
  const middle = (SIZE.top + field.bottom) / 2;
  const turned = { x: 14, y: middle, transform: `rotate(-90 14 ${middle})`, 'text-anchor': 'middle', class: 'bk-axis-name' };
  return name ? [...rows, draw('text', turned, name)] : rows;
}

/** The categories' names, as many as fit beside one another. */
function categoryAxis(field, chart) {
  const { categories, x_label: name } = chart.axis_config;
  const longest = Math.max(...categories.map((category) => category.length)) * LETTER + 8;
  const every = Math.max(1, Math.ceil(longest / field.step));
  const shown = categories.map((category, at) => ({ category, at })).filter(({ at }) => at % every === 0);
  const labels = shown.map(({ category, at }) =>
    draw('text', { x: field.x(at), y: field.bottom + 18, 'text-anchor': anchorOf(field, at, category), class: 'bk-axis-tick' }, category));
  const below = { x: (field.left + field.width) / 2, y: SIZE.height - 6, 'text-anchor': 'middle', class: 'bk-axis-name' };
  return name ? [...labels, draw('text', below, name)] : labels;
}

function anchorOf(field, at, words) {
  const [x, half] = [field.x(at), (words.length * LETTER) / 2];
  if (x + half > field.width) return 'end';
  return x - half < 0 ? 'start' : 'middle';
}

function bars(chart, field) {
  const wide = Math.min(WIDEST, (field.step * 0.76) / chart.series.length);
  return points(chart).map(({ at, number, point, said }) => {
    const [top, foot] = [field.y(Math.max(0, point.value)), field.y(Math.min(0, point.value))];
    const x = field.x(at) + wide * (number - chart.series.length / 2);
    const shape = { x, y: top, width: Math.max(1, wide - 1), height: Math.max(0, foot - top), rx: Math.min(2, wide / 4) };
    return draw('rect', { ...shape, class: `bk-bar bk-series-${number + 1}` }, draw('title', {}, said));
  });
}

function lines(chart, field) {
  const paths = chart.series.map((one, number) => {
    const dash = DASHES[number % DASHES.length];
    return draw('path', { d: pathOf(one, field), class: `bk-line bk-series-${number + 1}`, 'stroke-dasharray': dash || null });
  });
  const dots = points(chart).map(({ at, number, point, said }) =>
    draw('circle', { cx: field.x(at), cy: field.y(point.value), r: 3.5, class: `bk-dot bk-series-${number + 1}` }, draw('title', {}, said)));
  return [...paths, ...dots];
}

function areas(chart, field) {
  const fills = chart.series.map((one, number) => {
    const closed = `${pathOf(one, field)} L ${field.x(one.data.length - 1)} ${field.y(0)} L ${field.x(0)} ${field.y(0)} Z`;
    return draw('path', { d: closed, class: `bk-area bk-series-${number + 1}` });
  });
  return [...fills, ...lines(chart, field)];
}

function pathOf(one, field) {
  return one.data.map((point, at) => `${at ? 'L' : 'M'} ${field.x(at)} ${field.y(point.value)}`).join(' ');
}

function points(chart) {
  return chart.series.flatMap((one, number) =>
    one.data.map((point, at) => ({ at, number, point, said: `${one.name}, ${point.label}: ${point.value}` })));
}
