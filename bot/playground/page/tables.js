// Tables: plain ones, and data tables that can be sorted and leafed through.

import { make } from './make.js';
import { lettersOf, renderRichText } from './richtext.js';
import { unknown } from './unknown.js';

const TURNS = { none: 'ascending', ascending: 'descending', descending: 'none' };
const SIGNS = { none: '↕', ascending: '↑', descending: '↓' };

/** A table block: the first row is its head. */
export function renderTable(block, context) {
  const [head, ...rows] = block.rows;
  const row = (cells, role) => make('tr', {}, ...cells.map((cell, at) => drawn(cell, role, context, block.column_settings?.[at])));
  const body = make('tbody', {}, ...rows.map((cells) => row(cells, 'cell')));
  return scrolling('Table', make('table', { class: 'bk-table' }, make('thead', {}, row(head, 'col')), body));
}

/** A data table: its caption, a head that sorts, and pages. */
export function renderDataTable(block, context) {
  return new DataTable(block, context).whole;
}

class DataTable {
  constructor(block, context) {
    [this.head, ...this.rows] = block.rows;
    Object.assign(this, { block, context, size: block.page_size ?? 5, page: 0, column: -1, turn: 'none' });
    this.heads = this.head.map((cell, at) => this.sorter(cell, at));
    this.body = make('tbody');
    const table = make('table', { class: 'bk-table' },
      make('caption', { dir: 'auto' }, block.caption), make('thead', {}, make('tr', {}, ...this.heads)), this.body);
    this.whole = make('div', { class: 'bk-data-table' }, scrolling(block.caption, table), this.pager());
    this.show();
  }

  get pages() {
    return Math.ceil(this.rows.length / this.size);
  }

  sorter(cell, at) {
    const sign = make('span', { class: 'bk-sort', 'aria-hidden': 'true' }, SIGNS.none);
    const button = make('button', { type: 'button', onclick: () => this.sort(at) }, wordsOf(cell, this.context), sign);
    return make('th', { scope: 'col', 'aria-sort': 'none', dir: 'auto' }, button);
  }

  pager() {
    const turn = (label, step) =>
      make('button', { type: 'button', class: 'bk-button', onclick: () => this.leaf(step) }, label);
    this.turns = [turn('Previous', -1), turn('Next', 1)];
    this.place = make('span', { role: 'status' });
    return this.pages > 1 ? make('div', { class: 'bk-pager' }, this.turns[0], this.place, this.turns[1]) : null;
  }

  sort(column) {
    this.turn = column === this.column ? TURNS[this.turn] : 'ascending';
    this.column = column;
    this.page = 0;
    this.show();
  }

  leaf(step) {
    this.page = Math.max(0, Math.min(this.pages - 1, this.page + step));
    this.show();
  }

  show() {
    const from = this.page * this.size;
    const rows = this.sorted().slice(from, from + this.size);
    const named = this.block.row_header_column_index;
    const row = (cells) => make('tr', {}, ...cells.map((cell, at) => drawn(cell, at === named ? 'row' : 'cell', this.context)));
    this.body.replaceChildren(...rows.map(row));
    this.heads.forEach((head, at) => this.mark(head, at === this.column ? this.turn : 'none'));
    this.place.textContent = `${from + 1} to ${from + rows.length} of ${this.rows.length}`;
    this.turns[0].setAttribute('aria-disabled', String(this.page === 0));
    this.turns[1].setAttribute('aria-disabled', String(this.page === this.pages - 1));
  }

  mark(head, turn) {
    head.setAttribute('aria-sort', turn);
    head.querySelector('.bk-sort').textContent = SIGNS[turn];
  }

  sorted() {
    if (this.turn === 'none') return this.rows;
    const way = this.turn === 'ascending' ? 1 : -1;
    return [...this.rows].sort((one, other) => way * compared(one[this.column], other[this.column], this.context));
  }
}

function compared(one, other, context) {
  if (one.type === 'raw_number' && other.type === 'raw_number') return one.value - other.value;
  const words = (cell) => (cell.type === 'rich_text' ? lettersOf(cell) : wordsOf(cell, context));
  return words(one).localeCompare(words(other), context.locale ?? 'en', { numeric: true });
}

/** One cell; its role is `cell`, or `col` or `row` for the head of a column or row. */
function drawn(cell, role, context, column) {
  const isNumber = cell.type === 'raw_number';
  const align = column?.align ?? (isNumber ? 'right' : 'left');
  const shape = `bk-align-${align}${column?.is_wrapped ? ' bk-wrapped' : ''}`;
  const [tag, scope] = role === 'cell' ? ['td', null] : ['th', role];
  return make(tag, { class: shape, dir: 'auto', scope }, wordsOf(cell, context));
}

function wordsOf(cell, context) {
  if (cell.type === 'rich_text') return renderRichText(cell, context);
  if (cell.type === 'raw_number') return cell.text ?? new Intl.NumberFormat(context.locale ?? 'en').format(cell.value);
  return cell.type === 'raw_text' ? cell.text : unknown('element', cell);
}

function scrolling(label, table) {
  return make('div', { class: 'bk-scroll', tabindex: 0, role: 'region', 'aria-label': label }, table);
}
