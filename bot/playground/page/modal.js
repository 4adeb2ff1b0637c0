// The window over the page: a person's stack of views, the top one shown, the keyboard kept inside, given back after.

import { make } from './make.js';
import { ViewPane } from './viewpane.js';

const REACHABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea, summary, [tabindex="0"]';

/** Draws whatever stack `show` is given; what closed here stays closed until the server has caught up. */
export class Modals {
  #context;
  #actor;
  #dialog;
  #panes = new Map();
  #gone = new Set();
  #stack = [];
  #opener = null;
  #top = null;

  constructor(root, context, actor) {
    this.#context = context;
    this.#actor = actor;
    this.#dialog = make('dialog', { class: 'bk-modal' });
    root.append(this.#dialog);
    this.#dialog.addEventListener('keydown', (event) => this.#key(event));
    this.#dialog.addEventListener('cancel', (event) => event.target === this.#dialog && event.preventDefault());
  }

  /** Shows this stack of views, the last one on top; an empty one closes the window. */
  show(stack) {
    this.#stack = stack;
    for (const id of this.#gone) {
      if (!stack.some((view) => view.id === id)) this.#gone.delete(id);
    }
    this.#draw();
  }

  #draw() {
    const views = this.#stack.filter((view) => !this.#gone.has(view.id));
    this.#forget(views);
    views.forEach((view, depth) => this.#pane(view).update(view, depth > 0));
    const top = this.#panes.get(views.at(-1)?.id) ?? null;
    for (const pane of this.#panes.values()) pane.node.hidden = pane !== top;
    if (!top) this.#leave();
    else if (top !== this.#top) this.#enter(top);
    this.#top = top;
  }

  #forget(views) {
    for (const [id, pane] of this.#panes) {
      if (views.some((view) => view.id === id)) continue;
      pane.node.remove();
      this.#panes.delete(id);
    }
  }

  #pane(view) {
    if (!this.#panes.has(view.id)) {
      const left = {
        close: (pane) => this.#close(pane),
        closeAll: () => this.#closeAll(),
        done: (pane, action) => this.#done(pane, action),
      };
      const pane = new ViewPane(this.#context, this.#actor, left);
      this.#panes.set(view.id, pane);
      this.#dialog.append(pane.node);
    }
    return this.#panes.get(view.id);
  }

  #enter(pane) {
    this.#dialog.setAttribute('aria-labelledby', pane.titleId);
    if (!this.#dialog.open) {
      this.#opener = spotOf(document.activeElement);
      this.#dialog.showModal();
    }
    pane.focusFirst();
  }

  #leave() {
    if (!this.#dialog.open) return;
    this.#dialog.close();
    this.#opener?.()?.focus();
    this.#opener = null;
  }

  #close(pane) {
    this.#goes(pane.view.clear_on_close ? [...this.#panes.keys()] : [pane.view.id]);
    return this.#actor.close(pane.view).catch(() => undefined);
  }

  async #closeAll() {
    const panes = [...this.#panes.values()].reverse();
    this.#goes([...this.#panes.keys()]);
    for (const pane of panes) {
      await this.#actor.close(pane.view).catch(() => undefined);
      if (pane.view.clear_on_close) return;
    }
  }

  #done(pane, action) {
    if (action === 'closed') this.#goes([pane.view.id]);
    if (action === 'clear') this.#goes([...this.#panes.keys()]);
  }

  #goes(ids) {
    ids.forEach((id) => this.#gone.add(id));
    this.#draw();
  }

  #key(event) {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#close(this.#top);
    }
    if (event.key === 'Tab') this.#turn(event);
  }

  /** Tab goes round inside the window. */
  #turn(event) {
    const all = [...this.#top.node.querySelectorAll(REACHABLE)].filter((each) => each.checkVisibility());
    const edge = event.shiftKey ? all[0] : all.at(-1);
    const isAtEdge = document.activeElement === edge || !all.includes(document.activeElement);
    if (!isAtEdge || (document.activeElement === this.#top.title && !event.shiftKey)) return;
    event.preventDefault();
    (event.shiftKey ? all.at(-1) : all[0]).focus();
  }
}

/** How to find again what was pressed to open the window, though the message around it may be drawn anew. */
function spotOf(opener) {
  const actionId = opener?.closest('[data-action-id]')?.dataset.actionId;
  const place = opener?.closest('[data-key]');
  const [list, key] = [place?.parentElement, place?.dataset.key];
  return () => {
    if (opener?.isConnected && opener !== document.body) return opener;
    const again = key && list.isConnected && list.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const same = again && actionId && again.querySelector(`[data-action-id="${CSS.escape(actionId)}"]`);
    return same?.querySelector('button, a[href]') ?? document.querySelector('main');
  };
}
