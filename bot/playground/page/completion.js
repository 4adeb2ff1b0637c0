// What could come next while somebody types: commands and what can follow them, people after @, channels after #.

import { freshId, make } from './make.js';

const MOST = 12;

export class Completion {
  constructor(text, desk) {
    this.text = text;
    this.desk = desk;
    this.found = [];
    this.at = -1;
    this.list = make('ul', { class: 'completion', role: 'listbox', 'aria-label': 'Suggestions', id: freshId('completion'), hidden: true });
    text.setAttribute('aria-autocomplete', 'list');
    text.setAttribute('aria-haspopup', 'listbox');
    text.setAttribute('aria-controls', this.list.id);
    text.addEventListener('blur', () => this.close());
  }

  /** Offers what fits to what is written now. */
  look() {
    const written = this.text.value.slice(0, this.text.selectionStart);
    this.found = (written.startsWith('/') ? this.commands(written) : this.names(written)).slice(0, MOST);
    // The name of a command is completed by Enter; what follows it is sent by Enter unless something is chosen.
    this.at = this.found.length && !/^\/\S+\s/.test(written) ? 0 : -1;
    this.draw();
  }

  close() {
    this.found = [];
    this.draw();
  }

  /** Whether the key was for the list. */
  takes(event) {
    if (!this.found.length || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.move(step);
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'Tab' && !event.shiftKey) this.choose(Math.max(this.at, 0));
    else if (event.key === 'Enter' && this.at >= 0) this.choose(this.at);
    else return false;
    event.preventDefault();
    return true;
  }

  commands(written) {
    const every = this.desk.screen.commands.flatMap((each) => [
      { words: each.command, insert: `${each.command} `, detail: [each.description, each.usage_hint].filter(Boolean).join(' · ') },
      ...each.hints.map((hint) => ({ words: `${each.command} ${hint.text}`, insert: `${each.command} ${hint.text}`, detail: hint.description })),
    ]);
    const whole = written.toLowerCase();
    return every
      .filter((each) => each.words.toLowerCase().startsWith(whole) && each.words.toLowerCase() !== whole)
      .map((each) => ({ ...each, from: 0 }));
  }

  names(written) {
    const found = /(?:^|\s)([@#])([\p{L}\p{N}._-]*)$/u.exec(written);
    if (!found) return [];
    const [, sign, begun] = found;
    const { people, groups, channels } = this.desk.screen;
    const every = sign === '@'
      ? [...people.map((each) => [each.name, each.real_name]), ...groups.map((each) => [each.handle, each.name])]
      : channels.filter((each) => !each.is_im).map((each) => [each.name, '']);
    const from = written.length - begun.length - 1;
    return every
      .filter(([name, shown]) => `${name} ${shown}`.toLowerCase().includes(begun.toLowerCase()))
      .map(([name, shown]) => ({ words: sign + name, detail: shown, insert: `${sign}${name} `, from }));
  }

  move(step) {
    this.at = (this.at + step + this.found.length) % this.found.length;
    this.draw();
  }

  choose(at) {
    const { insert, from } = this.found[at];
    const after = this.text.value.slice(this.text.selectionStart);
    this.text.value = this.text.value.slice(0, from) + insert + after;
    this.text.setSelectionRange(from + insert.length, from + insert.length);
    this.text.dispatchEvent(new Event('input'));
    this.text.focus();
  }

  draw() {
    this.list.hidden = !this.found.length;
    this.list.replaceChildren(...this.found.map((each, at) => make('li', {
      role: 'option', id: `${this.list.id}-${at}`, 'aria-selected': String(at === this.at),
      onmousedown: (event) => event.preventDefault(), onclick: () => this.choose(at),
    }, make('span', { class: 'completion-words' }, each.words), make('span', { class: 'completion-detail' }, each.detail))));
    if (this.at >= 0 && this.found.length) this.text.setAttribute('aria-activedescendant', `${this.list.id}-${this.at}`);
    else this.text.removeAttribute('aria-activedescendant');
    this.list.children[this.at]?.scrollIntoView({ block: 'nearest' });
  }
}
