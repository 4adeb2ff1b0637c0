// "Are you sure?", as the app worded it: nothing is sent before a person says yes.

import { freshId, make } from './make.js';
import { plainText, renderText } from './mrkdwn.js';

/** Asks in a dialog of its own; true once the person agrees, false when they turn away by any means. */
export function askFirst(confirm, context) {
  const title = freshId('confirm');
  const text = freshId('confirm-text');
  const dialog = make('dialog', { class: 'bk-confirm', 'aria-labelledby': title, 'aria-describedby': text });
  const agree = make('button', { type: 'button', class: `bk-button bk-button-${confirm.style ?? 'primary'}` });
  const deny = make('button', { type: 'button', class: 'bk-button', autofocus: true }, plainText(confirm.deny));
  agree.append(plainText(confirm.confirm));
  dialog.append(
    make('h2', { id: title }, plainText(confirm.title)),
    make('div', { id: text }, renderText(confirm.text, context)),
    make('div', { class: 'bk-confirm-buttons' }, deny, agree),
  );
  return answered(dialog, agree, deny);
}

function answered(dialog, agree, deny) {
  document.body.append(dialog);
  return new Promise((resolve) => {
    agree.addEventListener('click', () => dialog.close('yes'));
    deny.addEventListener('click', () => dialog.close());
    // A press of Escape here is no answer to the window below.
    dialog.addEventListener('keydown', (event) => event.key === 'Escape' && event.stopPropagation());
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'yes');
      dialog.remove();
    });
    dialog.showModal();
  });
}
