// Menus: one choice or several from a list that can be searched, and the "more" menu of a section.

import { withEmoji } from './emoji.js';
import { freshId, link, make, webAddress } from './make.js';
import { popup } from './popup.js';
import { isBusy } from './pressing.js';
import { choicesOf } from './choices.js';

/** A select of any kind. `changed` gets the value or the values; what it calls off is taken back. */
export function select(element, start, changed, marks, context) {
  const menu = new Select(element, start, changed, marks, context);
  return { node: menu.trigger, extra: menu.panel, read: () => menu.entry };
}

/** The "more" menu: a button with three dots. */
export function overflow(element, press) {
  const trigger = make('button', {
    type: 'button', class: 'bk-button bk-overflow', 'aria-haspopup': 'menu', 'aria-expanded': 'false',
    'aria-label': 'More options',
  }, '⋯');
  const options = element.options.map((option, at) => overflowOption(option, at === 0, () => choose(option)));
  const panel = make('div', { class: 'bk-menu', role: 'menu', 'aria-label': 'More options' }, ...options);
  const close = popup(trigger, panel, {});
  const choose = (option) => {
    close();
    press(trigger, option.value);
  };
  panel.addEventListener('keydown', (event) => step(event, options));
  return { node: trigger, extra: panel };
}

// The first takes the focus as the menu opens.
function overflowOption(option, autofocus, choose) {
  const words = [
    make('span', { dir: 'auto' }, withEmoji(option.text.text)),
    option.description && make('small', { dir: 'auto' }, withEmoji(option.description.text)),
  ];
  const marks = { class: 'bk-option', role: 'menuitem', tabindex: -1, autofocus, onclick: choose };
  if (webAddress(option.url)) return link(option.url, marks, ...words);
  return make('button', { type: 'button', ...marks }, ...words);
}

function step(event, options) {
  const at = options.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  options[(next + options.length) % options.length].focus();
}

class Select {
  constructor(element, start, changed, marks, context) {
    this.element = element;
    this.changed = changed;
    this.isMulti = element.type.startsWith('multi_');
    this.chosen = [start ?? []].flat();
    this.choices = (query) => choicesOf(element, context, query, marks.optional && !this.isMulti);
    this.build(marks);
    this.label();
  }

  get entry() {
    return this.isMulti ? this.chosen : (this.chosen[0] ?? null);
  }

  build(marks) {
    const [panel, list] = [freshId('panel'), freshId('list')];
    this.trigger = make('button', {
      type: 'button', class: 'bk-select', role: 'combobox', 'aria-haspopup': 'dialog', 'aria-expanded': 'false',
      'aria-controls': panel, ...marks.attributes,
    });
    this.search = make('input', {
      class: 'bk-search', type: 'text', role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'true',
      'aria-controls': list, 'aria-label': 'Search the choices', placeholder: 'Search', autocomplete: 'off', autofocus: true,
    });
    this.list = make('div', {
      id: list, class: 'bk-options', role: 'listbox', 'aria-label': 'Choices', 'aria-multiselectable': this.isMulti || null,
    });
    this.panel = make('div', { id: panel, class: 'bk-menu', role: 'dialog', 'aria-label': marks.label }, this.search, this.list);
    this.close = popup(this.trigger, this.panel, { opening: () => this.open(), opened: () => this.point(this.at) });
    this.listen();
  }

  listen() {
    this.trigger.addEventListener('click', (event) => isBusy(this.trigger) && event.preventDefault());
    this.search.addEventListener('input', () => this.fill());
    this.search.addEventListener('keydown', (event) => this.key(event));
    this.panel.addEventListener('toggle', (event) => event.newState === 'closed' && this.settle());
  }

  open() {
    this.before = [...this.chosen];
    this.search.value = '';
    this.fill();
  }

  fill() {
    const groups = this.choices(this.search.value);
    this.list.replaceChildren(...groups.map((group) => this.group(group)));
    this.options = [...this.list.querySelectorAll('[role=option]')];
    if (!this.options.length) this.list.append(make('div', { class: 'bk-none', role: 'option', 'aria-disabled': 'true' }, 'Nothing found'));
    this.point(Math.max(0, this.options.findIndex((option) => this.chosen.includes(option.dataset.value))));
  }

  group({ label, choices }) {
    const options = choices.map((choice) => this.option(choice));
    if (!label) return make('div', { role: 'none' }, ...options);
    const id = freshId('group');
    return make('div', { role: 'group', 'aria-labelledby': id }, make('div', { id, class: 'bk-group' }, label), ...options);
  }

  option({ value, label, description }) {
    const isChosen = this.chosen.includes(value);
    const words = [make('span', { dir: 'auto' }, label), description && make('small', { dir: 'auto' }, description)];
    return make('div', {
      id: freshId('option'), class: 'bk-option', role: 'option', 'aria-selected': String(isChosen),
      'data-value': value ?? '', onmousedown: (event) => event.preventDefault(), onclick: () => this.choose(value),
    }, ...words);
  }

  key(event) {
    const last = this.options.length - 1;
    const next = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, Home: 0, End: last }[event.key];
    if (next === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (event.key === 'Enter') this.options[this.at]?.click();
    else this.point(next > last ? 0 : next < 0 ? last : next);
  }

  point(at) {
    this.options[this.at]?.classList.remove('bk-option-at');
    this.at = at;
    const option = this.options[at];
    this.search.setAttribute('aria-activedescendant', option?.id ?? '');
    option?.classList.add('bk-option-at');
    option?.scrollIntoView({ block: 'nearest' });
  }

  choose(value) {
    if (!this.isMulti) {
      this.chosen = value === null ? [] : [value];
      this.close();
      return;
    }
    const isIn = this.chosen.includes(value);
    if (!isIn && this.chosen.length >= (this.element.max_selected_items ?? Infinity)) return;
    this.chosen = isIn ? this.chosen.filter((each) => each !== value) : [...this.chosen, value];
    const at = this.at;
    this.fill();
    this.point(at);
    this.label();
  }

  /** Tells what was chosen once the menu is closed; a choice that was called off is taken back. */
  async settle() {
    this.label();
    const before = this.before ?? [];
    if (JSON.stringify(before) === JSON.stringify(this.chosen)) return;
    if ((await this.changed(this.trigger, this.entry)) !== 'denied') return;
    this.chosen = before;
    this.label();
  }

  label() {
    const all = this.choices('').flatMap((group) => group.choices);
    const words = this.chosen.map((value) => all.find((choice) => choice.value === value)?.label ?? value);
    const shown = words.join(', ') || withEmoji(this.element.placeholder?.text ?? 'Choose …');
    this.trigger.classList.toggle('bk-select-empty', words.length === 0);
    this.trigger.replaceChildren(make('span', { dir: 'auto' }, shown));
  }
}
