// Sending what a person did: asks first where the app wants that, shows that it is on its way, says when it failed.

import { askFirst } from './confirm.js';
import { make } from './make.js';

const TROUBLE = 'We had some trouble connecting. Try again?';

/** Sends one action; `denied` when the person thought better of it or an earlier one is still on its way. */
export async function send(node, { block, element, value, context, through = context.press }) {
  if (isBusy(node)) return 'denied';
  if (element.confirm && !(await askFirst(element.confirm, context))) return 'denied';
  forgive(node);
  node.setAttribute('aria-busy', 'true');
  const trouble = await troubleOf(through, block, element, value);
  node.removeAttribute('aria-busy');
  if (trouble) complain(node, trouble);
  return trouble ? 'failed' : 'sent';
}

/** Whether an action of this element is still on its way. */
export function isBusy(node) {
  return node.getAttribute('aria-busy') === 'true';
}

/** What to tell a person about an outcome of the stand-in; nothing when all went well. */
export function plainTrouble(outcome) {
  if (outcome?.ok && !outcome.trouble) return '';
  return outcome?.trouble?.includes(' ') ? outcome.trouble : TROUBLE;
}

async function troubleOf(through, block, element, value) {
  if (!through) return 'Nothing can be pressed here.';
  try {
    return plainTrouble(await through(block, element, value));
  } catch {
    return 'The playground cannot be reached. Is it still running?';
  }
}

function complain(node, trouble) {
  node.after(make('span', { class: 'bk-trouble', role: 'alert' }, `⚠ ${trouble}`));
}

function forgive(node) {
  if (node.nextElementSibling?.classList.contains('bk-trouble')) node.nextElementSibling.remove();
}
