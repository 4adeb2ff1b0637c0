// What the page does not know is shown as such, with all that was sent: a block is never hidden.

import { make } from './make.js';

/** A visible box for a block or element of a type the page does not know. */
export function unknown(what, part) {
  return told(`${what === 'block' ? 'A block' : 'An element'} this page does not know: ${typeOf(part)}`, part);
}

/** A visible box for a block that is of a known type and yet could not be drawn. */
export function undrawable(part) {
  return told(`A block this page could not draw: ${typeOf(part)}`, part);
}

function typeOf(part) {
  return String(part?.type ?? 'without a type');
}

function told(said, part) {
  const json = make('pre', { class: 'bk-pre', tabindex: 0 }, JSON.stringify(part, null, 2) ?? String(part));
  const details = make('details', {}, make('summary', {}, 'What was sent'), json);
  return make('div', { class: 'bk-unknown' }, make('strong', {}, said), details);
}
