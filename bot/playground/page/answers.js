// What stands in an input before a person touches it, and how an entry is written for the stand-in.

import { lettersOf } from './richtext.js';

// Element type -> the key of Slack's answer, and of the value an app can fill in before.
const KEYS = {
  plain_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  rich_text_input: ['rich_text_value', 'initial_value'],
  radio_buttons: ['selected_option', 'initial_option'],
  checkboxes: ['selected_options', 'initial_options'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
};
const CHOSEN = { static: 'option', external: 'option', users: 'user', conversations: 'conversation', channels: 'channel' };

/** One name for an input within a view. */
export function placeOf(block, element) {
  return JSON.stringify([block.block_id, element.action_id]);
}

/** What an input holds at first: what was typed before, what the stand-in remembers, or what the app filled in. */
export function startingEntry(block, element, context) {
  const kept = context.kept?.get(placeOf(block, element));
  if (kept !== undefined) return kept;
  const [key, before] = keysOf(element.type);
  const answer = context.answer?.(block.block_id, element.action_id);
  if (answer) return entryOf(answer[key]);
  const first = entryOf(element[before]);
  return first ?? (element.default_to_current_conversation ? (context.channel ?? null) : null);
}

/** Whether two entries say the same; an empty text, an empty list and nothing do. */
export function isSame(one, other) {
  const bare = (entry) => (entry === '' || entry?.length === 0 ? null : (entry ?? null));
  return JSON.stringify(bare(one)) === JSON.stringify(bare(other));
}

function keysOf(type) {
  const select = /^(multi_)?(\w+)_select$/.exec(type);
  if (!select) return KEYS[type] ?? [];
  const noun = `${CHOSEN[select[2]]}${select[1] ? 's' : ''}`;
  return [`selected_${noun}`, `initial_${noun}`];
}

function entryOf(value) {
  if (Array.isArray(value)) return value.map(entryOf);
  if (value?.type === 'rich_text') return lettersOf(value);
  return value?.value ?? (typeof value === 'object' ? null : value);
}
