// Moments as a person's own clock shows them: Slack's date tokens, in their time zone.
// https://docs.slack.dev/messaging/formatting-message-text#date-formatting

import { link, make } from './make.js';

const DAY = 86_400_000;
const SPANS = [[31_536_000, 'year'], [2_592_000, 'month'], [86_400, 'day'], [3600, 'hour'], [60, 'minute']];
const formats = new Map();

/** A moment in Slack's words: `{date_short} at {time}` becomes "Nov 3, 2026 at 9:05 AM". */
export function slackDate(timestamp, format, context) {
  const at = new Date(timestamp * 1000);
  const said = (token) => TOKENS[token]?.(at, clockOf(context));
  return format.replace(/\{(\w+)\}/g, (whole, token) => said(token) ?? whole);
}

/** The same as an element that carries the exact moment; the fallback where the moment cannot be read. */
export function dateNode({ timestamp, format, url, fallback }, context) {
  const at = new Date(Number(timestamp) * 1000);
  if (!Number.isFinite(Number(timestamp)) || Number.isNaN(at.getTime())) return document.createTextNode(fallback ?? '');
  const clock = clockOf(context);
  const exact = written(at, clock, { dateStyle: 'full', timeStyle: 'long' });
  const said = slackDate(Number(timestamp), format, context);
  const node = make('time', { datetime: at.toISOString(), title: exact }, said);
  return url ? link(url, { class: 'bk-link' }, node) : node;
}

/** What a clock on the wall in this zone shows, as `<input type=datetime-local>` writes it. */
export function wallTime(timestamp, timeZone) {
  const shown = written(new Date(timestamp * 1000), { locale: 'sv-SE', timeZone }, WALL);
  return shown.replace(' ', 'T').slice(0, 16);
}

/** The moment at which a clock on the wall in this zone shows that; null for no entry. */
export function momentOf(wall, timeZone) {
  const asUtc = wall ? Date.parse(`${wall}:00Z`) : NaN; // browsers read a date into ":00Z"
  if (Number.isNaN(asUtc)) return null;
  const shift = (moment) => Date.parse(`${wallTime(moment / 1000, timeZone)}:00Z`) - moment;
  const guess = asUtc - shift(asUtc);
  return Math.round((asUtc - shift(guess)) / 1000);
}

const WALL = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const SHORT = { month: 'short', day: 'numeric', year: 'numeric' };
const TOKENS = {
  date_num: (at, clock) => dayKey(at, clock),
  date_slash: (at, clock) => written(at, clock, { month: '2-digit', day: '2-digit', year: 'numeric' }),
  date: (at, clock) => longDate(at, clock),
  date_short: (at, clock) => written(at, clock, SHORT),
  date_long: (at, clock) => weekday(at, clock) + longDate(at, clock),
  date_long_full: (at, clock) => weekday(at, clock) + longDate(at, clock),
  date_pretty: (at, clock) => nearDay(at, clock) ?? longDate(at, clock),
  date_short_pretty: (at, clock) => nearDay(at, clock) ?? written(at, clock, SHORT),
  date_long_pretty: (at, clock) => nearDay(at, clock) ?? weekday(at, clock) + longDate(at, clock),
  day_divider_pretty: (at, clock) => nearDay(at, clock) ?? weekday(at, clock) + longDate(at, clock),
  time: (at, clock) => written(at, clock, { hour: 'numeric', minute: '2-digit' }),
  time_secs: (at, clock) => written(at, clock, { hour: 'numeric', minute: '2-digit', second: '2-digit' }),
  ago: (at, clock) => ago(at, clock),
};

function clockOf(context) {
  return { locale: context.locale ?? 'en', timeZone: context.me?.tz ?? 'UTC', now: context.now?.() ?? new Date() };
}

function written(at, { locale, timeZone }, shape) {
  return formatter(locale, timeZone, shape).format(at).replace(/\u202f/g, ' ');
}

// Making a formatter takes a hundred times as long as using it.
function formatter(locale, timeZone, shape) {
  const key = JSON.stringify([locale, timeZone, shape]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone, ...shape }));
  return formats.get(key);
}

function dayKey(at, { timeZone }) {
  return written(at, { locale: 'sv-SE', timeZone }, { year: 'numeric', month: '2-digit', day: '2-digit' });
}

function weekday(at, clock) {
  return `${written(at, clock, { weekday: 'long' })}, `;
}

function longDate(at, clock) {
  if (!clock.locale.startsWith('en')) return written(at, clock, { dateStyle: 'long' });
  const part = (shape) => written(at, clock, shape);
  const day = Number(part({ day: 'numeric' }));
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th' }[ORDINALS.select(day)];
  return `${part({ month: 'long' })} ${day}${ending}, ${part({ year: 'numeric' })}`;
}

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });

function nearDay(at, clock) {
  const apart = Math.round((Date.parse(dayKey(at, clock)) - Date.parse(dayKey(clock.now, clock))) / DAY);
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[apart];
}

function ago(at, { locale, now }) {
  const seconds = Math.round((at - now) / 1000);
  const [size, unit] = SPANS.find(([length]) => Math.abs(seconds) >= length) ?? [1, 'second'];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
}
