// The markdown block: standard Markdown, as far as Slack draws it, as elements. HTML in it stays letters.
// https://docs.slack.dev/reference/block-kit/blocks/markdown-block

import { withEmoji } from './emoji.js';
import { link, make } from './make.js';

const FENCE = /^(`{3,}|~{3,})/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;
const QUOTE = /^\s*>\s?/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const DASHES = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
const INLINE =
  /\\([\\`*_{}[\]()#+\-.!~|>])|(`+)([^`]|[^`][\s\S]*?[^`])\2(?!`)|!?\[([^[\]]*)\]\(([^()\s]*)(?:\s+"[^"]*")?\)|(\*\*|__|~~)(?=\S)([\s\S]*?\S)\6|(?<![\p{L}\p{N}_])([*_])(?=\S)([\s\S]*?\S)\8(?![\p{L}\p{N}])|(https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]])/gu;
const STRONG = { '**': 'strong', __: 'strong', '~~': 's', '*': 'em', _: 'em' };

/** A Markdown text as one element. */
export function renderMarkdown(text) {
  return make('div', { class: 'bk-markdown', dir: 'auto' }, ...parts(text.split('\n')));
}

function parts(lines) {
  const found = [];
  for (let at = 0; at < lines.length; ) {
    if (!lines[at].trim()) {
      at += 1;
      continue;
    }
    const read = READERS.find(({ starts }) => starts(lines, at)).read;
    const [node, next] = read(lines, at);
    found.push(node);
    at = next;
  }
  return found;
}

const READERS = [
  { starts: (lines, at) => FENCE.test(lines[at]), read: fenced },
  { starts: (lines, at) => HEADING.test(lines[at]), read: heading },
  { starts: (lines, at) => RULE.test(lines[at]), read: (lines, at) => [make('hr', { class: 'bk-divider' }), at + 1] },
  { starts: (lines, at) => QUOTE.test(lines[at]), read: quote },
  { starts: (lines, at) => ITEM.test(lines[at]), read: list },
  { starts: isTable, read: table },
  { starts: () => true, read: paragraph },
];

function fenced(lines, at) {
  const fence = FENCE.exec(lines[at])[1];
  const end = lines.findIndex((line, row) => row > at && line.trim().startsWith(fence));
  const last = end < 0 ? lines.length : end;
  return [make('pre', { class: 'bk-pre', tabindex: 0 }, lines.slice(at + 1, last).join('\n')), last + 1];
}

function heading(lines, at) {
  const [, marks, words] = HEADING.exec(lines[at]);
  return [make(`h${Math.min(6, marks.length + 2)}`, { class: 'bk-markdown-heading' }, ...inline(words)), at + 1];
}

function quote(lines, at) {
  const end = firstWithout(lines, at, (line) => QUOTE.test(line));
  const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ''));
  return [make('blockquote', { class: 'bk-quote' }, ...parts(inner)), end];
}

/** A list with the deeper lists in its lines; a line that is only indented goes on with the line above. */
function list(lines, at) {
  const [, indent, mark] = ITEM.exec(lines[at]);
  const isOrdered = /\d/.test(mark);
  const node = make(isOrdered ? 'ol' : 'ul', { class: 'bk-list', start: isOrdered ? Number.parseInt(mark, 10) : null });
  let row = at;
  while (row < lines.length) {
    const item = ITEM.exec(lines[row]);
    const isOther = item && item[1].length <= indent.length + 1 && /\d/.test(item[2]) !== isOrdered;
    if (!item || item[1].length < indent.length || isOther) break;
    if (item[1].length > indent.length + 1) {
      const [deeper, next] = list(lines, row);
      node.lastElementChild.append(deeper);
      row = next;
      continue;
    }
    const end = firstWithout(lines, row + 1, (line) => /^\s+\S/.test(line) && !ITEM.test(line));
    const words = [item[3], ...lines.slice(row + 1, end).map((line) => line.trim())].join('\n');
    node.append(make('li', { dir: 'auto' }, ...task(words)));
    row = end;
  }
  return [node, row];
}

function task(words) {
  const box = /^\[([ xX])\]\s+/.exec(words);
  if (!box) return inline(words);
  return [box[1] === ' ' ? '☐ ' : '☑ ', ...inline(words.slice(box[0].length))];
}

function isTable(lines, at) {
  return lines[at].includes('|') && at + 1 < lines.length && DASHES.test(lines[at + 1]);
}

function table(lines, at) {
  const end = firstWithout(lines, at + 2, (line) => line.includes('|'));
  const row = (tag, line) => make('tr', {}, ...cells(line).map((cell) => make(tag, { dir: 'auto' }, ...inline(cell))));
  const body = lines.slice(at + 2, end).map((line) => row('td', line));
  const whole = make('table', { class: 'bk-table' }, make('thead', {}, row('th', lines[at])), make('tbody', {}, ...body));
  return [make('div', { class: 'bk-scroll', tabindex: 0, role: 'region', 'aria-label': 'Table' }, whole), end];
}

function cells(line) {
  return line.trim().replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map((cell) => cell.trim());
}

function paragraph(lines, at) {
  const goesOn = (line, row) => line.trim() && !READERS.slice(0, -1).some(({ starts }) => starts(lines, row));
  const end = firstWithout(lines, at + 1, goesOn);
  return [make('p', { class: 'bk-paragraph', dir: 'auto' }, ...inline(lines.slice(at, end).join('\n'))), end];
}

function firstWithout(lines, from, holds) {
  const end = lines.findIndex((line, row) => row >= from && !holds(line, row));
  return end < 0 ? lines.length : end;
}

function inline(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(withEmoji(text.slice(end, match.index)), inlineNode(match));
    end = match.index + match[0].length;
  }
  return [...nodes, withEmoji(text.slice(end))].filter((node) => node !== '');
}

function inlineNode([whole, escaped, ticks, code, label, address, marks, strong, mark, soft, bare]) {
  if (escaped) return escaped;
  if (ticks) return make('code', { class: 'bk-code' }, code);
  if (address !== undefined) return link(address, { class: 'bk-link' }, ...(label ? inline(label) : [address]));
  if (marks) return make(STRONG[marks], {}, ...inline(strong));
  if (mark) return make(STRONG[mark], {}, ...inline(soft));
  return bare ? link(bare, { class: 'bk-link' }, bare) : whole;
}
