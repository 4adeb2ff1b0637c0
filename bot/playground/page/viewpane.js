// One view of a modal as a form: what was typed and where the person stands outlive what the bot changes around it.

import { placeOf } from './answers.js';
import { renderBlocks } from './blocks.js';
import { freshId, make } from './make.js';
import { plainText } from './mrkdwn.js';
import { plainTrouble } from './pressing.js';

/** A view on the screen. `actor` sends for it; `left` is told what became of it. */
export class ViewPane {
  constructor(context, actor, left) {
    Object.assign(this, { outer: context, actor, left, view: null, inputs: new Map(), kept: new Map() });
    this.titleId = freshId('title');
    this.title = make('h2', { id: this.titleId, class: 'bk-modal-title', tabindex: -1, dir: 'auto' });
    this.back = make('button', { type: 'button', class: 'bk-modal-back', 'aria-label': 'Back', onclick: () => left.close(this) }, '‹');
    this.body = make('div', { class: 'bk-modal-body' });
    this.trouble = make('p', { class: 'bk-modal-trouble', role: 'alert', hidden: true });
    this.status = make('p', { class: 'bk-unseen', role: 'status' });
    this.foot = make('div', { class: 'bk-modal-foot' });
    this.node = make('form', { class: 'bk-modal-view', novalidate: true, 'aria-labelledby': this.titleId },
      make('div', { class: 'bk-modal-head' }, this.back, this.title, this.closer()),
      this.body, this.trouble, this.status, this.foot);
    this.listen();
  }

  closer() {
    return make('button', { type: 'button', class: 'bk-modal-x', 'aria-label': 'Close', onclick: () => this.left.closeAll() }, '✕');
  }

  listen() {
    this.node.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
    this.node.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && this.view.submit) this.node.requestSubmit();
    });
  }

  /** Draws the view as it is now: anew when the bot changed it, else only its errors. */
  update(view, isPushed) {
    const isNew = view.hash !== this.view?.hash;
    const isFirst = this.view === null;
    this.view = view;
    this.back.hidden = !isPushed;
    if (isNew) this.redraw(isFirst);
    this.showErrors(view.errors ?? {});
  }

  redraw(isFirst) {
    const spot = isFirst ? null : this.spot();
    this.keep();
    this.inputs = new Map();
    this.title.replaceChildren(plainText(this.view.title));
    this.body.replaceChildren(renderBlocks(this.view.blocks, this.context()));
    this.foot.replaceChildren(...this.buttons());
    this.trouble.hidden = true;
    if (isFirst) return;
    this.status.textContent = `Updated: ${this.view.title.text}`;
    this.standAt(spot);
  }

  /** The page's context, seen from inside this view. Names and files are looked up in it as they are then. */
  context() {
    return Object.assign(Object.create(this.outer), {
      whole: true,
      kept: this.kept,
      inputs: this.inputs,
      errors: this.view.errors ?? {},
      answer: (blockId, actionId) => this.view.typed?.[blockId]?.[actionId],
      press: (block, element, value) => this.press(block, element, value),
      fill: (block, element, value) => this.actor.fill(this.view, block, element, value),
    });
  }

  buttons() {
    const { close, submit, submit_disabled: isOff } = this.view;
    const cancel = make('button', { type: 'button', class: 'bk-button', onclick: () => this.left.close(this) });
    cancel.append(close ? plainText(close) : submit ? 'Cancel' : 'Close');
    this.submitter = make('button', { type: 'submit', class: 'bk-button bk-button-primary', disabled: Boolean(isOff) });
    this.submitter.append(submit ? plainText(submit) : '');
    return submit ? [cancel, this.submitter] : [cancel];
  }

  /** Remembers what was typed, so that inputs that remain keep it. */
  keep() {
    for (const [place, input] of this.inputs) {
      if (input.isTouched()) this.kept.set(place, input.read());
    }
  }

  answers() {
    const answers = {};
    for (const { block, element, read } of this.inputs.values()) {
      answers[block.block_id] = { [element.action_id]: read() };
    }
    return answers;
  }

  /** A button in a form: the bot gets to see what was typed so far, as in Slack. */
  async press(block, element, value) {
    const touched = [...this.inputs.values()].filter((input) => input.isTouched() && !input.block.dispatch_action);
    await Promise.all(touched.map((input) => this.actor.fill(this.view, input.block, input.element, input.read())));
    return this.actor.click(this.view, block, element, value);
  }

  async submit() {
    if (this.isWaiting || this.submitter.disabled) return;
    this.wait(true);
    const outcome = await this.actor.submit(this.view, this.answers()).catch(() => ({ ok: false }));
    this.wait(false);
    if (outcome.action === 'errors') this.refuse(outcome.errors ?? {});
    else if (outcome.action === 'trouble' || !outcome.ok) this.complain(plainTrouble({ ...outcome, ok: false }));
    else this.left.done(this, outcome.action);
  }

  wait(isWaiting) {
    this.isWaiting = isWaiting;
    this.node.setAttribute('aria-busy', String(isWaiting));
    this.submitter.setAttribute('aria-busy', String(isWaiting));
    if (isWaiting) this.trouble.hidden = true;
  }

  refuse(errors) {
    this.showErrors(errors);
    const wrong = [...this.inputs.values()].find(({ block }) => errors[block.block_id]);
    wrong && focusIn(wrong.node);
  }

  complain(text) {
    this.trouble.textContent = text;
    this.trouble.hidden = false;
  }

  showErrors(errors) {
    for (const { block, complain } of this.inputs.values()) complain(errors[block.block_id]);
  }

  /** Where the person stands: which input or button, the cursor in it, how far down the window. */
  spot() {
    const at = document.activeElement;
    if (!this.node.contains(at)) return null;
    const blockId = at.closest('[data-block-id]')?.dataset.blockId;
    const actionId = at.closest('[data-action-id]')?.dataset.actionId;
    return { blockId, actionId, cursor: [at.selectionStart, at.selectionEnd], top: this.body.scrollTop, isTitle: at === this.title };
  }

  standAt(spot) {
    if (!spot) return;
    this.body.scrollTop = spot.top;
    const block = spot.blockId && this.body.querySelector(`[data-block-id="${CSS.escape(spot.blockId)}"]`);
    const part = block?.querySelector(`[data-action-id="${CSS.escape(spot.actionId ?? '')}"]`) ?? block;
    if (!part || !focusIn(part)) {
      this.focusFirst();
      return;
    }
    const [from, until] = spot.cursor;
    if (from !== null && from !== undefined) document.activeElement.setSelectionRange?.(from, until);
  }

  /** Where a person begins: the input the app names, else the first one, else the title. */
  focusFirst() {
    const inputs = [...this.inputs.values()];
    const first = inputs.find(({ element }) => element.focus_on_load) ?? inputs[0];
    if (!first || !focusIn(first.node)) this.title.focus();
  }
}

function focusIn(part) {
  const reachable = 'input:not([type=hidden]), textarea, button, a[href]';
  const target = part.matches(reachable) ? part : part.querySelector(reachable);
  target?.focus();
  return Boolean(target);
}
