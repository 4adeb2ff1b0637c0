// One message as Slack shows it: who, when, what the bot really sent, what is below it, and what can be done with it.

import { renderBlocks } from './blocks.js';
import { slackDate } from './dates.js';
import { glyph } from './emoji.js';
import { link, make } from './make.js';
import { menuAt } from './menu.js';
import { renderMrkdwn } from './mrkdwn.js';
import { permalink } from './place.js';

const QUICK = ['eyes', 'white_check_mark', 'heart', 'raised_hands'];
const COLOURS = 6;

/** The element of a message; `below` are the replies to it, `isFollowing` leaves out what the one above has said. */
export function messageNode(desk, channel, said, { below = [], isFollowing = false, inThread = false }) {
  const who = authorOf(desk, said);
  const head = isFollowing ? null : make('div', { class: 'message-head' },
    make('strong', { class: 'message-author', dir: 'auto' }, who.real_name),
    who.is_bot && make('span', { class: 'badge' }, 'APP'),
    momentNode(desk, said));
  const beside = isFollowing
    ? make('div', { class: 'message-beside' }, momentNode(desk, said))
    : make('div', { class: 'message-beside' }, avatar(who));
  const body = make('div', { class: 'message-body' }, said.ephemeral && whisperNote(desk, channel, said), head,
    contentNode(desk, channel, said), reactionsNode(desk, channel, said), !inThread && repliesNode(desk, said, below));
  return make('article', {
    class: `message${said.ephemeral ? ' message-whisper' : ''}${isFollowing ? ' message-following' : ''}`,
    tabindex: -1, 'aria-label': `${who.real_name}, ${clock(desk, said)}`, 'data-ts': said.ts,
  }, beside, body, !said.ephemeral && toolbar(desk, channel, said, inThread));
}

/** The letters a person goes by, on a colour of their own. */
export function avatar(who) {
  if (who.is_bot) return make('img', { class: 'avatar', src: '/page/mark.svg', alt: '' });
  const letters = who.real_name.split(' ').map((word) => word[0]).slice(0, 2).join('');
  const colour = [...who.id].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % COLOURS;
  return make('span', { class: `avatar avatar-${colour}`, 'aria-hidden': 'true' }, letters);
}

function authorOf(desk, said) {
  const unknown = { id: said.user, real_name: said.user, is_bot: false };
  return desk.screen.people.find((each) => each.id === said.user) ?? unknown;
}

/** A message in plain letters, for those who hear the page. */
export function inWords(desk, said) {
  const words = make('div', {}, renderMrkdwn(said.text, desk.context)).textContent;
  return `${authorOf(desk, said).real_name}: ${words.length > 200 ? `${words.slice(0, 200)} …` : words}`;
}

function clock(desk, said) {
  return slackDate(Number(said.ts), '{time}', desk.context);
}

function momentNode(desk, said) {
  const at = new Date(Number(said.ts) * 1000);
  const exact = slackDate(Number(said.ts), '{date_long} {time_secs}', desk.context);
  return make('time', { class: 'message-time', datetime: at.toISOString(), title: exact }, clock(desk, said));
}

function whisperNote(desk, channel, said) {
  const away = () => desk.act('dismiss', { channel: channel.id, ts: said.ts });
  return make('div', { class: 'message-note' }, make('span', { 'aria-hidden': 'true' }, '👁 '), 'Only visible to you',
    make('button', { type: 'button', class: 'plain-button', 'data-spot': 'dismiss', onclick: away }, 'Dismiss'));
}

/** What was said; `(edited)` as Slack shows it: where words changed, not where blocks did. */
function contentNode(desk, channel, said) {
  const context = { ...desk.context, press: pressing(desk, channel, said) };
  const whole = make('div', { class: 'message-content', dir: 'auto' });
  whole.append(said.blocks?.length ? renderBlocks(said.blocks, context) : renderMrkdwn(said.text, context));
  if (said.edited) whole.append(make('span', { class: 'message-edited' }, '(edited)'));
  for (const attached of said.attachments ?? []) whole.append(attachment(attached, context));
  for (const file of said.files ?? []) whole.append(fileNode(desk.screen.files[file.id] ?? { title: 'A file', url: '' }));
  return whole;
}

function pressing(desk, channel, said) {
  return (block, element, value) => desk.act('click', {
    channel: channel.id, ts: said.ts, block_id: block.block_id, action_id: element.action_id, value,
  });
}

function attachment(attached, context) {
  const whole = make('div', { class: 'attachment' });
  if (attached.title) whole.append(make('strong', {}, link(attached.title_link, {}, attached.title)));
  if (attached.blocks?.length) whole.append(renderBlocks(attached.blocks, context));
  else whole.append(renderMrkdwn(attached.text ?? attached.fallback ?? '', context));
  return whole;
}

function fileNode(file) {
  const address = file.url && new URL(file.url, document.baseURI).href;
  const isPicture = ['png', 'jpg', 'jpeg', 'gif'].includes(file.type);
  const name = link(address, { class: 'file-name' }, file.title || file.name);
  if (!isPicture) return make('div', { class: 'file' }, '📄 ', name, make('span', { class: 'soft' }, ` ${size(file.size)}`));
  return make('figure', { class: 'file' }, make('figcaption', {}, name), make('img', { src: file.url, alt: file.title || file.name }));
}

function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} KB`;
}

function reactionsNode(desk, channel, said) {
  if (!said.reactions?.length) return null;
  return make('div', { class: 'reactions' }, ...said.reactions.map(({ name, users }) => {
    const names = users.map((id) => desk.names[id] ?? id).join(', ');
    return make('button', {
      type: 'button', class: 'reaction', 'aria-pressed': String(users.includes(desk.me.id)), 'data-spot': `reaction-${name}`,
      'aria-label': `${name}: ${users.length}, ${names}`, title: `${names}: ${name}`,
      onclick: () => desk.act('react', { channel: channel.id, ts: said.ts, name }),
    }, glyph(name) || `:${name}:`, ` ${users.length}`);
  }));
}

function repliesNode(desk, said, below) {
  if (!below.length) return null;
  const last = slackDate(Number(below.at(-1).ts), '{date_short_pretty} {time}', desk.context);
  const count = below.length === 1 ? '1 reply' : `${below.length} replies`;
  return make('button', {
    type: 'button', class: 'replies', 'data-spot': 'replies', onclick: () => desk.go(desk.place.where, said.ts),
  }, make('strong', {}, count), make('span', { class: 'soft' }, ` Last reply ${last}`));
}

function toolbar(desk, channel, said, inThread) {
  const reply = !inThread && make('button', {
    type: 'button', class: 'tool', title: 'Reply in thread', 'aria-label': 'Reply in thread', 'data-spot': 'reply',
    onclick: () => desk.go(desk.place.where, said.thread_ts ?? said.ts),
  }, '💬');
  const more = make('button', { type: 'button', class: 'tool', title: 'More actions', 'aria-label': 'More actions', 'data-spot': 'more' }, '⋯');
  return make('div', { class: 'message-tools' }, reply, ...menuAt(more, 'More actions', () => actions(desk, channel, said, more)));
}

function actions(desk, channel, said, more) {
  const here = { channel: channel.id, ts: said.ts };
  const shortcuts = desk.screen.shortcuts.filter((each) => each.type === 'message').map((each) => ({
    text: each.name, detail: desk.screen.bot.real_name, run: () => desk.act('message_shortcut', { ...here, callback_id: each.callback_id }),
  }));
  return [
    ...QUICK.map((name) => ({ text: `${glyph(name)} React`, detail: `:${name}:`, run: () => desk.act('react', { ...here, name }) })),
    { text: 'Copy link', run: () => copy(permalink(channel.id, said.ts), more) },
    ...(shortcuts.length ? ['Shortcuts', ...shortcuts] : []),
  ];
}

async function copy(address, button) {
  await navigator.clipboard?.writeText(address);
  button.title = 'Copied';
}
