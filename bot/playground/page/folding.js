// Long texts are folded with "Show more", as Slack does; in windows they are shown whole.

import { make } from './make.js';

const MOST_LETTERS = 1200;
const MOST_LINES = 16;

/** The element, behind "Show more" where its text is long. */
export function folded(node, text, context) {
  const isLong = text.length > MOST_LETTERS || text.split(/\n+/).length > MOST_LINES;
  if (!isLong || context.whole) return node;
  const button = make('button', { type: 'button', class: 'bk-more', 'aria-expanded': 'false' }, 'Show more');
  const clip = make('div', { class: 'bk-folded' }, node);
  const show = (isOpen) => {
    clip.classList.toggle('bk-folded', !isOpen);
    button.setAttribute('aria-expanded', String(isOpen));
    button.textContent = isOpen ? 'Show less' : 'Show more';
  };
  button.addEventListener('click', () => show(clip.classList.contains('bk-folded')));
  clip.addEventListener('focusin', () => show(true)); // nobody stands on a link they cannot see
  return make('div', {}, clip, button);
}
