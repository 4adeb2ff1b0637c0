// The parts of a block that can be pressed, chosen and filled in, each by its type.

import { isSame, placeOf, startingEntry } from './answers.js';
import { freshId, link, make, picture, webAddress } from './make.js';
import { fileField, momentPicker, picker, textField, ticks, unknownField } from './inputs.js';
import { overflow, select } from './menus.js';
import { plainText, renderText } from './mrkdwn.js';
import { isBusy, send } from './pressing.js';
import { unknown } from './unknown.js';

const FIELDS = {
  plain_text_input: textField,
  rich_text_input: textField,
  number_input: textField,
  url_text_input: textField,
  email_text_input: textField,
  datepicker: picker,
  timepicker: picker,
  datetimepicker: momentPicker,
  radio_buttons: ticks,
  checkboxes: ticks,
  file_input: fileField,
};
const SPOKEN = {
  radio_buttons: 'One of these', checkboxes: 'Any of these', datepicker: 'Date', timepicker: 'Time',
  datetimepicker: 'Date and time',
};
const GLYPHS = { trash: '🗑' };

/** An element that acts at once: in a section, an actions or a context_actions block, on a card. */
export function renderElement(block, element, context) {
  const drawn = (ACTING[element.type] ?? acting)(block, element, context);
  const whole = drawn.nodeType ? drawn : make('span', { class: 'bk-element' }, drawn.node, drawn.extra);
  whole.dataset.actionId = element.action_id ?? '';
  whole.dataset.blockId = block.block_id ?? '';
  return whole;
}

/** An input block: its label, its control, hint and error, tied together for those who do not see them. */
export function renderInput(block, context) {
  const element = block.element;
  const ids = { label: freshId('label'), control: freshId('control'), hint: freshId('hint'), error: freshId('error') };
  const error = make('p', { id: ids.error, class: 'bk-error', hidden: true });
  const marks = {
    label: block.label.text,
    optional: block.optional,
    attributes: { id: ids.control, 'aria-labelledby': ids.label, 'aria-required': block.optional ? null : requires(element) },
  };
  const start = startingEntry(block, element, context);
  const field = fieldOf(element)(element, start, dispatching(block, context), marks, context);
  const hint = block.hint && make('p', { id: ids.hint, class: 'bk-hint' }, plainText(block.hint));
  const optional = block.optional ? make('span', { class: 'bk-optional' }, ' (optional)') : null;
  const label = make('label', { id: ids.label, class: 'bk-label', for: ids.control }, plainText(block.label), optional);
  const complain = (text) => tell(field.node, error, text, hint ? ids.hint : '');
  complain(context.errors?.[block.block_id]);
  const isTouched = () => !isSame(start, field.read());
  context.inputs?.set(placeOf(block, element), { block, element, node: field.node, read: field.read, isTouched, complain });
  const node = make('div', { class: 'bk-input' }, label, field.node, field.extra, hint, error);
  node.dataset.actionId = element.action_id ?? '';
  return node;
}

const ACTING = {
  button: (block, element, context) => button(block, element, context, [plainText(element.text)]),
  icon_button: iconButton,
  feedback_buttons: feedbackButtons,
  image,
  overflow: (block, element, context) => overflow(element, (node, value) => send(node, { block, element, value, context })),
};

/** A picture among text. */
function image(block, element, context) {
  const stored = context.files?.[element.slack_file?.id];
  return picture(element.image_url ?? stored?.url ?? element.slack_file?.url, element.alt_text, 'bk-picture');
}

function fieldOf(element) {
  return FIELDS[element.type] ?? (element.type.endsWith('_select') ? select : unknownField);
}

function requires(element) {
  return element.type === 'file_input' || element.type === 'checkboxes' ? null : 'true';
}

/** A select, picker or group of ticks that acts when it changes. */
function acting(block, element, context) {
  const field = fieldOf(element);
  if (field === unknownField) return unknown('element', element);
  const label = element.placeholder?.text ?? SPOKEN[element.type] ?? 'Choose';
  const changed = (node, value) => send(node, { block, element, value, context });
  changed.tells = true;
  const start = startingEntry(block, element, context);
  return field(element, start, changed, { label, attributes: { 'aria-label': label } }, context);
}

/** What an input does when it changes: nothing, unless the app asked to be told. */
function dispatching(block, context) {
  const element = block.element;
  const through = context.fill ?? context.press;
  const changed = (node, value) =>
    block.dispatch_action ? send(node, { block, element, value, context, through }) : Promise.resolve('sent');
  changed.tells = Boolean(block.dispatch_action);
  return changed;
}

function tell(node, error, text, hint) {
  error.textContent = text ?? '';
  error.hidden = !text;
  if (text) node.setAttribute('aria-invalid', 'true');
  else node.removeAttribute('aria-invalid');
  const described = [text ? error.id : '', hint].filter(Boolean).join(' ');
  if (described) node.setAttribute('aria-describedby', described);
  else node.removeAttribute('aria-describedby');
}

/** A button; one with an address opens it and tells the app as well. */
function button(block, element, context, words) {
  const style = element.style ? ` bk-button-${element.style}` : '';
  const marks = { class: `bk-button${style}`, 'aria-label': element.accessibility_label };
  const node = webAddress(element.url)
    ? link(element.url, marks, ...words)
    : make('button', { type: 'button', ...marks }, ...words);
  node.addEventListener('click', (event) => pressed(event, node, { block, element, context }));
  return { node };
}

async function pressed(event, node, { block, element, context }) {
  const opensAfter = element.confirm && node.href;
  if (isBusy(node) || opensAfter) event.preventDefault();
  const outcome = await send(node, { block, element, value: element.value ?? null, context });
  if (opensAfter && outcome !== 'denied') window.open(node.href, '_blank', 'noopener,noreferrer');
}

function iconButton(block, element, context) {
  const seers = element.visible_to_user_ids;
  if (seers && !seers.includes(context.me?.id)) return make('span', { hidden: true });
  const icon = make('span', { 'aria-hidden': 'true' }, GLYPHS[element.icon] ?? '◆');
  const drawn = button(block, element, context, [icon, plainText(element.text)]);
  drawn.node.classList.add('bk-button-icon');
  return drawn;
}

function feedbackButtons(block, element, context) {
  const sides = [['positive_button', '👍'], ['negative_button', '👎']];
  const nodes = sides.map(([side, thumb]) => {
    const icon = make('span', { 'aria-hidden': 'true' }, thumb);
    const node = make('button', {
      type: 'button', class: 'bk-button bk-button-icon', 'aria-pressed': 'false',
      'aria-label': element[side].accessibility_label,
    }, icon, plainText(element[side].text));
    node.addEventListener('click', async () => {
      const outcome = await send(node, { block, element, value: element[side].value, context });
      if (outcome === 'sent') nodes.forEach((each) => each.setAttribute('aria-pressed', String(each === node)));
    });
    return node;
  });
  return make('span', { class: 'bk-element bk-feedback' }, ...nodes);
}
