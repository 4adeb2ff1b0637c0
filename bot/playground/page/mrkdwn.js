// Slack's own markup as elements: what is markup is styled, everything else stays letters.
// https://docs.slack.dev/messaging/formatting-message-text

import { dateNode } from './dates.js';
import { glyph, withEmoji } from './emoji.js';
import { link, make, webAddress } from './make.js';

const STYLES = { '*': 'strong', _: 'em', '~': 's' };
// What is read as one piece: code, <control>, :emoji:, and a bare address.
const PIECE = /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+-]+):(?::skin-tone-[2-6]:)?|(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?'")\]])/g;
const WORD = /[\p{L}\p{N}]/u;
const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Slack's markup as elements. `verbatim` text keeps its bare addresses as letters. */
export function renderMrkdwn(text, context, { verbatim = false } = {}) {
  const whole = make('div', { class: 'bk-mrkdwn', dir: 'auto' });
  const parts = String(text ?? '').split(/```([\s\S]+?)```/);
  parts.forEach((part, at) => {
    if (at % 2) whole.append(preformatted(part));
    else whole.append(...paragraphs(trimmedBeside(part, at, parts.length), context, verbatim));
  });
  const fragment = document.createDocumentFragment();
  fragment.append(whole);
  return fragment;
}

/** A text object of Block Kit, of either kind. */
export function renderText(object, context) {
  if (object.type === 'mrkdwn') return renderMrkdwn(object.text, context, object);
  return plainText(object);
}

/** A plain text object: letters, and emoji by name unless the app said no. */
export function plainText(object) {
  const said = object.emoji === false ? object.text : withEmoji(object.text);
  return make('span', { class: 'bk-plain', dir: 'auto' }, said);
}

/** A mention of somebody or of everybody; one that means the person at the screen stands out. */
export function mention(sign, id, name, context) {
  const isMe = id === context.me?.id || ['here', 'channel', 'everyone'].includes(id);
  return make('span', { class: isMe ? 'bk-mention bk-mention-me' : 'bk-mention' }, `${sign}${name}`);
}

/** The name the workspace knows for an id. */
export function nameOf(id, context, label) {
  return context.names?.[id] ?? (label ? decoded(label) : id);
}

function trimmedBeside(part, at, count) {
  const after = at > 0 ? part.replace(/^\n/, '') : part;
  return at < count - 1 ? after.replace(/\n$/, '') : after;
}

function preformatted(code) {
  return make('pre', { class: 'bk-pre', tabindex: 0, dir: 'auto' }, decoded(code.replace(/^\n|\n$/g, '')));
}

function paragraphs(text, context, verbatim) {
  if (!text) return [];
  const found = [];
  for (const line of quotesMarked(text.split('\n'))) {
    const last = found.at(-1);
    if (last && last.quoted === line.quoted) last.lines.push(line.text);
    else found.push({ quoted: line.quoted, lines: [line.text] });
  }
  return found.map(({ quoted, lines }) => {
    const tag = quoted ? ['blockquote', 'bk-quote'] : ['div', 'bk-paragraph'];
    return make(tag[0], { class: tag[1], dir: 'auto' }, ...inline(lines.join('\n'), context, verbatim));
  });
}

function quotesMarked(lines) {
  const rest = lines.findIndex((line) => /^(&gt;|>){3}/.test(line));
  return lines.map((line, at) => {
    if (rest >= 0 && at >= rest) return { quoted: true, text: at === rest ? line.replace(/^(&gt;|>){3} ?/, '') : line };
    const quote = /^(?:&gt;|>) ?/.exec(line);
    return quote ? { quoted: true, text: line.slice(quote[0].length) } : { quoted: false, text: line };
  });
}

function inline(text, context, verbatim) {
  return styled(pieces(text, context, verbatim), '');
}

/** The text as single letters, with whole pieces (code, mentions, links) as elements between them. */
function pieces(text, context, verbatim) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    const piece = pieceOf(match, context, verbatim);
    if (!piece) continue;
    found.push(...text.slice(end, match.index), piece);
    end = match.index + match[0].length;
  }
  return [...found, ...text.slice(end)];
}

function pieceOf([, code, control, emoji, bare], context, verbatim) {
  if (code) return make('code', { class: 'bk-code' }, decoded(code));
  if (control) return controlled(control, context);
  if (emoji) return glyph(emoji) ? document.createTextNode(glyph(emoji)) : null;
  return verbatim ? null : link(decoded(bare), { class: 'bk-link' }, decoded(bare));
}

function controlled(form, context) {
  const [target, label] = splitOnce(form, '|');
  const id = target.slice(1);
  if (target.startsWith('@')) return mention('@', id, nameOf(id, context, label), context);
  if (target.startsWith('#')) return mention('#', id, nameOf(id, context, label), context);
  if (target.startsWith('!')) return special(id, label, context);
  const address = decoded(target);
  return webAddress(address) ? link(address, { class: 'bk-link' }, withEmoji(decoded(label ?? target))) : null;
}

function special(form, label, context) {
  const [command, ...rest] = form.split('^');
  if (command === 'subteam') return mention('@', rest[0], nameOf(rest[0], context, label?.replace(/^@/, '')), context);
  if (command === 'date') {
    const [timestamp, format = '', url] = rest;
    return dateNode({ timestamp, format: decoded(format), url, fallback: decoded(label ?? '') }, context);
  }
  return mention('@', command, label ? decoded(label).replace(/^@/, '') : command, context);
}

/** Letters and pieces with *bold*, _italic_ and ~strike~ applied; a style never stands inside itself. */
function styled(tokens, open) {
  const nodes = [];
  let run = '';
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    const close = STYLES[token] && !open.includes(token) ? closing(tokens, at) : -1;
    if (close < 0 && typeof token === 'string') {
      run += token;
      continue;
    }
    nodes.push(decoded(run));
    run = '';
    nodes.push(close < 0 ? token : make(STYLES[token], {}, ...styled(tokens.slice(at + 1, close), open + token)));
    at = Math.max(at, close);
  }
  return [...nodes, decoded(run)].filter((node) => node !== '');
}

function closing(tokens, at) {
  const mark = tokens[at];
  if (isWord(tokens[at - 1]) || isGap(tokens[at + 1]) || tokens[at + 1] === mark) return -1;
  for (let end = at + 2; end < tokens.length && tokens[end] !== '\n'; end += 1) {
    if (tokens[end] === mark && !isGap(tokens[end - 1]) && !isWord(tokens[end + 1])) return end;
  }
  return -1;
}

function isWord(token) {
  return typeof token === 'string' && WORD.test(token);
}

function isGap(token) {
  return token === undefined || (typeof token === 'string' && /\s/.test(token));
}

function decoded(text) {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);
}

function splitOnce(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
