// Everything a person can type into, tick or pick, as native controls. Each tells `changed` and can be `read`.
// The stand-in checks what is entered, as Slack does; nothing is refused here.

import { momentOf, wallTime } from './dates.js';
import { withEmoji } from './emoji.js';
import { freshId, make } from './make.js';
import { renderText } from './mrkdwn.js';
import { unknown } from './unknown.js';


/** A field for text, a number, an address. */
export function textField(element, start, changed, marks) {
  const isLong = element.multiline || element.type === 'rich_text_input';
  const placeholder = element.placeholder && withEmoji(element.placeholder.text);
  const common = { class: 'bk-field', placeholder, dir: 'auto', autocomplete: 'off', ...marks.attributes };
  const field = isLong
    ? make('textarea', { ...common, rows: element.min_lines ?? 4 })
    : make('input', { ...common, type: 'text', inputmode: KEYBOARDS[element.type] });
  field.value = start ?? '';
  const counter = element.max_length ? counted(field, element.max_length) : null;
  watchTyping(field, element, changed);
  return { node: field, extra: counter, read: () => field.value };
}

/** A field for a day or a time of day. */
export function picker(element, start, changed, marks) {
  const field = make('input', { class: 'bk-field bk-picker', type: PICKERS[element.type], ...marks.attributes });
  field.value = start ?? '';
  field.addEventListener('change', () => changed(field, field.value));
  return { node: field, read: () => field.value || null };
}

/** A field for a moment, on the clock of the person at the screen. */
export function momentPicker(element, start, changed, marks, context) {
  const zone = context.me?.tz ?? 'UTC';
  const field = make('input', { class: 'bk-field bk-picker', type: 'datetime-local', ...marks.attributes });
  field.value = start ? wallTime(start, zone) : '';
  const read = () => momentOf(field.value, zone);
  field.addEventListener('change', () => changed(field, read()));
  return { node: field, read };
}

/** Radio buttons or checkboxes. */
export function ticks(element, start, changed, marks, context) {
  const isMany = element.type === 'checkboxes';
  const group = make('div', { class: 'bk-ticks', role: isMany ? 'group' : 'radiogroup', ...marks.attributes });
  const name = freshId('ticks');
  let chosen = [start ?? []].flat();
  const boxes = element.options.map((option) => {
    const box = make('input', { type: isMany ? 'checkbox' : 'radio', name, id: freshId('tick'), value: option.value });
    group.append(make('div', { class: 'bk-tick' }, box, tickLabel(option, box, context)));
    return box;
  });
  const show = () => boxes.forEach((box) => (box.checked = chosen.includes(box.value)));
  const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const read = () => (isMany ? ticked() : (ticked()[0] ?? null));
  group.addEventListener('change', async () => {
    if ((await changed(group, read())) === 'denied') show();
    else chosen = ticked();
  });
  show();
  return { node: group, read };
}

/** Files cannot be handed over here, and the page says so. */
export function fileField(element, start, changed, marks) {
  const said = 'Files cannot be uploaded in this playground; in Slack a file can be chosen here.';
  const node = make('div', { class: 'bk-unsupported', role: 'note', ...marks.attributes }, said);
  return { node, read: () => [] };
}

/** An input of a type that is not known. */
export function unknownField(element) {
  return { node: unknown('element', element), read: () => null };
}

const KEYBOARDS = { number_input: 'decimal', url_text_input: 'url', email_text_input: 'email' };
const PICKERS = { datepicker: 'date', timepicker: 'time' };

function tickLabel(option, box, context) {
  const described = option.description && make('small', {}, renderText(option.description, context));
  return make('label', { for: box.id }, renderText(option.text, context), described);
}

/** By default Enter tells the app; it may ask to be told of every letter, which is told once typing rests. */
function watchTyping(field, element, changed) {
  const asked = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  let rest;
  field.addEventListener('input', () => {
    if (!asked.includes('on_character_entered')) return;
    clearTimeout(rest);
    rest = setTimeout(() => changed(field, field.value), 400);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || field.tagName === 'TEXTAREA') return;
    if (changed.tells && asked.includes('on_enter_pressed')) {
      event.preventDefault();
      changed(field, field.value);
    }
  });
}

function counted(field, most) {
  const counter = make('span', { class: 'bk-counter', 'aria-live': 'polite' });
  const few = Math.min(50, most / 5);
  const count = () => {
    const left = most - field.value.length;
    counter.textContent = left > few ? '' : left < 0 ? `${-left} characters too many` : `${left} characters left`;
    counter.classList.toggle('bk-counter-over', left < 0);
  };
  field.addEventListener('input', count);
  count();
  return counter;
}
