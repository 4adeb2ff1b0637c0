// Rich text trees as elements. Nothing in a leaf is markup: what the web wrote arrives here and stays letters.

import { dateNode } from './dates.js';
import { glyph } from './emoji.js';
import { link, make } from './make.js';
import { mention, nameOf } from './mrkdwn.js';
import { unknown } from './unknown.js';

const TAGS = { code: 'code', bold: 'strong', italic: 'em', strike: 's', underline: 'u' };

/** A rich text block as one element. */
export function renderRichText(block, context) {
  const whole = make('div', { class: 'bk-rich' });
  const lists = [];
  for (const part of block.elements) {
    if (part.type === 'rich_text_list') placeList(whole, lists, part, context);
    else {
      lists.length = 0;
      whole.append(PARTS[part.type]?.(part, context) ?? unknown('element', part));
    }
  }
  return whole;
}

/** The letters of a rich text tree, for where only plain text fits. */
export function lettersOf(tree) {
  if (typeof tree?.text === 'string') return tree.text;
  const parts = (tree?.elements ?? []).map(lettersOf);
  return parts.join(tree?.type === 'rich_text' || tree?.type === 'rich_text_list' ? '\n' : '');
}

const PARTS = {
  rich_text_section: (part, context) => make('div', { class: 'bk-paragraph', dir: 'auto' }, ...leaves(part, context)),
  rich_text_quote: (part, context) =>
    make('blockquote', { class: 'bk-quote', dir: 'auto' }, ...leaves(part, context)),
  rich_text_preformatted: (part, context) =>
    make('pre', { class: 'bk-pre', tabindex: 0, dir: 'auto' }, ...leaves(part, context)),
};

/** A deeper list stands in the last line of the one above it, so that its depth is told as well as seen. */
function placeList(whole, lists, part, context) {
  const depth = part.indent ?? 0;
  while (lists.length && lists.at(-1).depth >= depth) lists.pop();
  const tag = part.style === 'ordered' ? 'ol' : 'ul';
  const list = make(tag, {
    class: `bk-list bk-list-${depth % 3}${part.border ? ' bk-list-border' : ''}`,
    start: part.style === 'ordered' && part.offset ? part.offset + 1 : null,
  });
  list.append(...part.elements.map((each) => make('li', { dir: 'auto' }, ...leaves(each, context))));
  (lists.at(-1)?.list.lastElementChild ?? whole).append(list);
  lists.push({ depth, list });
}

function leaves(part, context) {
  return part.elements.map((leaf) => styledLeaf(leaf, context));
}

function styledLeaf(leaf, context) {
  const bare = LEAVES[leaf.type]?.(leaf, context) ?? unknown('element', leaf);
  const worn = Object.entries(TAGS).filter(([style]) => leaf.style?.[style]);
  return worn.reduce((inner, [style, tag]) => make(tag, { class: style === 'code' ? 'bk-code' : null }, inner), bare);
}

const LEAVES = {
  text: (leaf) => document.createTextNode(leaf.text),
  link: (leaf) => link(leaf.url, { class: 'bk-link' }, leaf.text ?? leaf.url),
  emoji: (leaf) => document.createTextNode(emojiOf(leaf)),
  user: (leaf, context) => mention('@', leaf.user_id, nameOf(leaf.user_id, context), context),
  usergroup: (leaf, context) => mention('@', leaf.usergroup_id, nameOf(leaf.usergroup_id, context), context),
  channel: (leaf, context) => mention('#', leaf.channel_id, nameOf(leaf.channel_id, context), context),
  team: (leaf, context) => document.createTextNode(nameOf(leaf.team_id, context)),
  broadcast: (leaf, context) => mention('@', leaf.range, leaf.range, context),
  color: (leaf) => make('span', { class: 'bk-color' }, swatch(leaf.value), leaf.value),
  date: (leaf, context) => dateNode(leaf, context),
};

function emojiOf(leaf) {
  const points = (leaf.unicode ?? '').split('-').map((point) => Number.parseInt(point, 16));
  const isWritten = points.every((point) => point > 0 && point <= 0x10ffff);
  return isWritten ? String.fromCodePoint(...points) : glyph(leaf.name) || `:${leaf.name}:`;
}

function swatch(value) {
  const square = make('span', { class: 'bk-swatch', 'aria-hidden': 'true' });
  if (/^#[0-9a-f]{3,8}$/i.test(value)) square.style.backgroundColor = value;
  return square;
}
