// A menu at a button: arrows move, Enter does, Escape closes; what is in it is made when it opens.

import { make } from './make.js';
import { popup } from './popup.js';

/** Returns the button and its menu; `entries()` gives {text, detail, checked, run}, or a string for a heading. */
export function menuAt(button, label, entries) {
  const panel = make('div', { class: 'menu', role: 'menu', 'aria-label': label });
  button.setAttribute('aria-haspopup', 'menu');
  const fill = (event) => event.newState === 'open' && panel.replaceChildren(...entries().map((each) => drawn(each, () => close())));
  panel.addEventListener('beforetoggle', fill);
  const close = popup(button, panel, { opened: () => items(panel)[0]?.focus() });
  panel.addEventListener('keydown', (event) => move(event, panel));
  return [button, panel];
}

function drawn(entry, close) {
  if (typeof entry === 'string') return make('div', { class: 'menu-heading', role: 'presentation' }, entry);
  const isChoice = entry.checked !== undefined;
  const mark = isChoice && make('span', { class: 'menu-mark', 'aria-hidden': 'true' }, entry.checked ? '✓' : '');
  const detail = entry.detail && make('span', { class: 'menu-detail' }, entry.detail);
  return make('button', {
    type: 'button', class: 'menu-entry', tabindex: -1, role: isChoice ? 'menuitemradio' : 'menuitem',
    'aria-checked': isChoice ? String(entry.checked) : null,
    onclick: () => { close(); entry.run(); },
  }, mark, make('span', { class: 'menu-text' }, entry.text), detail);
}

function items(panel) {
  return [...panel.querySelectorAll('.menu-entry')];
}

function move(event, panel) {
  const every = items(panel);
  const at = every.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  every.at(to % every.length)?.focus();
}
