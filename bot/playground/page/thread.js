// The thread beside the channel: a message and what is below it, with a composer of its own.

import { Composer } from './composer.js';
import { make } from './make.js';
import { messageNode } from './message.js';
import { reconcile } from './reconcile.js';

export class Thread {
  constructor(root, desk) {
    this.root = root;
    this.desk = desk;
    this.list = make('div', { class: 'messages' });
    this.box = make('div', { class: 'timeline', role: 'region', 'aria-label': 'Replies', tabindex: 0 }, this.list);
    this.where = make('span', { class: 'soft' });
    const close = make('button', { type: 'button', class: 'tool', 'aria-label': 'Close the thread', onclick: () => this.close() }, '✕');
    const foot = make('div', { class: 'thread-composer' });
    root.append(make('header', { class: 'thread-head' }, make('h2', {}, 'Thread'), this.where, close), this.box, foot);
    this.composer = new Composer(foot, desk, () => desk.place.thread);
    root.addEventListener('keydown', (event) => event.key === 'Escape' && !event.defaultPrevented && this.close());
    this.box.addEventListener('toggle', (event) => event.newState === 'closed' && desk.draw(), true);
  }

  draw() {
    const { place, channel } = this.desk;
    const parent = place.thread && this.desk.message(place.thread);
    this.root.hidden = !parent;
    if (!parent) return this.forget();
    const isNew = this.shown !== parent.ts;
    this.where.textContent = channel.is_im ? '' : `#${channel.name}`;
    const below = channel.messages.filter((said) => said.thread_ts === parent.ts && said.ts !== parent.ts);
    const isAtEnd = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < 48;
    reconcile(this.list, [this.row(channel, parent), count(below.length), ...below.map((said) => this.row(channel, said))]);
    this.composer.draw();
    if (isNew || isAtEnd) this.box.scrollTop = isNew ? 0 : this.box.scrollHeight;
    if (isNew) this.composer.focus();
    this.shown = parent.ts;
    return undefined;
  }

  row(channel, said) {
    return { key: said.ts, version: String(said.revision), make: () => messageNode(this.desk, channel, said, { inThread: true }) };
  }

  close() {
    const ts = this.shown;
    this.desk.go(this.desk.place.where);
    document.querySelector(`#timeline [data-ts="${CSS.escape(ts)}"]`)?.focus({ preventScroll: true });
  }

  forget() {
    this.shown = null;
    this.list.replaceChildren();
  }
}

function count(replies) {
  const words = replies === 1 ? '1 reply' : `${replies} replies`;
  const line = () => make('div', { class: 'divider divider-replies', role: 'separator', 'aria-label': words }, make('span', {}, words));
  return { key: 'count', version: words, make: line };
}
