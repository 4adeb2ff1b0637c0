// Light or dark: as the system says, unless the person chose; the choice is remembered in this browser.

import { forgotten, kept, remember } from './memory.js';

export const THEMES = { auto: 'As the system', light: 'Light', dark: 'Dark' };

/** The theme that was chosen. */
export function theme() {
  const chosen = kept('theme', 'auto');
  return chosen in THEMES ? chosen : 'auto';
}

/** Chooses a theme, now and for next time. */
export function choose(name) {
  if (name === 'auto') forgotten('theme');
  else remember('theme', name);
  show();
}

/** Shows the page in the theme that was chosen. */
export function show() {
  document.documentElement.dataset.theme = theme();
}
