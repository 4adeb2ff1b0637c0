// The messages of the open channel, oldest first: days, what is new, and a place in them that is never lost.

import { slackDate } from './dates.js';
import { make } from './make.js';
import { messageNode } from './message.js';
import { reconcile } from './reconcile.js';

const SAME_BREATH = 300; // seconds: until then a person's next message needs no name
const AT_THE_END = 48; // pixels

export class Timeline {
  constructor(root, desk) {
    this.desk = desk;
    this.box = root;
    this.list = make('div', { class: 'messages' });
    this.pill = make('button', { type: 'button', class: 'pill', hidden: true, onclick: () => this.toEnd('smooth') });
    this.opened = null;
    this.box.append(this.list);
    this.box.after(this.pill);
    this.box.addEventListener('scroll', () => {
      this.follows = this.isAtEnd();
      this.seen();
    });
    // What is drawn late, or a window that changes, must not push the end away from who stands there.
    const kept = new ResizeObserver(() => this.follows && !this.isPointedAt() && this.toEnd());
    kept.observe(this.list);
    kept.observe(this.box);
    this.box.addEventListener('toggle', (event) => event.newState === 'closed' && desk.draw(), true);
    document.addEventListener('visibilitychange', () => this.seen());
  }

  draw() {
    const channel = this.desk.channel;
    if (this.opened?.key !== keyOf(this.desk, channel)) return this.open(channel);
    const answer = this.answer(channel);
    const follows = !answer && this.isAtEnd() && !this.isHeld();
    const anchor = answer || follows ? null : this.anchor();
    reconcile(this.list, this.rows(channel));
    if (answer) this.box.scrollTo({ top: this.beginning(this.node(answer)), behavior: 'instant' });
    else if (follows) this.toEnd();
    else this.back(anchor);
    this.follows = this.isAtEnd() && (follows || Boolean(answer));
    return this.seen();
  }

  /** Shows another channel: at its end, or where its news begin for who has been here before. */
  open(channel) {
    this.opened = { key: keyOf(this.desk, channel), since: channel?.unread ? channel.last_read : null };
    this.list.replaceChildren();
    this.box.setAttribute('aria-label', channel?.is_im || !channel ? 'Messages' : `Messages in #${channel.name}`);
    reconcile(this.list, this.rows(channel));
    this.toEnd();
    this.follows = true;
    const news = this.list.querySelector('.divider-new');
    if (news && channel.last_read !== '0' && news.offsetTop < this.box.scrollTop) this.box.scrollTop = news.offsetTop;
    this.seen();
  }

  /** Brings one message into view and stays there. */
  show(ts) {
    const node = this.list.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
    node?.scrollIntoView({ block: 'center' });
    node?.focus({ preventScroll: true });
    node?.classList.add('message-found');
  }

  rows(channel) {
    const top = (channel?.messages ?? []).filter((said) => isTop(said));
    const below = Map.groupBy((channel?.messages ?? []).filter((said) => !isTop(said) && !said.ephemeral), (said) => said.thread_ts);
    const rows = [];
    top.forEach((said, at) => rows.push(...this.dividers(said, top[at - 1]), this.row(channel, said, top[at - 1], below.get(said.ts) ?? [])));
    return rows.length ? rows : [note('empty', 'Nothing was said here yet.')];
  }

  row(channel, said, before, below) {
    const isFollowing = Boolean(before) && !said.ephemeral && !before.ephemeral && said.user === before.user
      && said.ts - before.ts < SAME_BREATH && !this.isNewAt(said, before) && day(this.desk, said) === day(this.desk, before);
    const version = [said.revision, below.length, below.at(-1)?.ts, isFollowing].join();
    return { key: said.ts, version, make: () => messageNode(this.desk, channel, said, { below, isFollowing }) };
  }

  dividers(said, before) {
    const found = [];
    if (!before || day(this.desk, said) !== day(this.desk, before)) {
      const words = slackDate(Number(said.ts), '{day_divider_pretty}', this.desk.context);
      found.push({ key: `day-${said.ts}`, version: words, make: () => divider('divider-day', words) });
    }
    if (this.isNewAt(said, before)) found.push({ key: 'new', version: said.ts, make: () => divider('divider-new', 'New') });
    return found;
  }

  isNewAt(said, before) {
    const { since } = this.opened;
    return since !== null && said.ts > since && !(before && before.ts > since);
  }

  isAtEnd() {
    return this.box.scrollTop > this.end() - AT_THE_END;
  }

  /** The bottom; of a last message that fills more than the window, its beginning. */
  end() {
    return this.beginning(this.list.lastElementChild);
  }

  /** Where a row is in view: with what comes after it, or from its beginning on. */
  beginning(node) {
    return Math.min(this.box.scrollHeight - this.box.clientHeight, node?.offsetTop ?? 0);
  }

  node(key) {
    return this.list.querySelector(`[data-key="${CSS.escape(key)}"]`);
  }

  /** Somebody is about to press something: then nothing moves under their hand. */
  isPointedAt() {
    return this.list.contains(document.activeElement) || this.list.querySelector('button:hover, a:hover, input:hover') !== null;
  }

  /** As above, or somebody reads what was said to them alone. */
  isHeld() {
    return this.isPointedAt() || this.list.lastElementChild?.matches('.message-whisper');
  }

  /** The last word that is new and was said by the person or to them alone, whatever others said after it. */
  answer(channel) {
    const mine = (said) => isTop(said) && (said.ephemeral || said.user === this.desk.me.id);
    return channel?.messages.findLast((said) => mine(said) && !this.node(said.ts))?.ts;
  }

  toEnd(behavior = 'instant') {
    this.box.scrollTo({ top: this.end(), behavior });
  }

  /** The first message whose beginning can be seen, and where. */
  anchor() {
    const top = this.box.getBoundingClientRect().top;
    const node = [...this.list.children].find((each) => each.getBoundingClientRect().top >= top) ?? this.list.lastElementChild;
    return node && { key: node.dataset.key, at: node.getBoundingClientRect().top };
  }

  /** Puts that message where it was, and what has the focus into view. */
  back(anchor) {
    const node = anchor && this.node(anchor.key);
    if (node) this.box.scrollTop += node.getBoundingClientRect().top - anchor.at;
    if (this.list.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: 'nearest' });
  }

  /** What is in view at the end counts as read; what came further down is announced by the pill. */
  seen() {
    const channel = this.desk.channel;
    if (!channel || this.opened?.key !== keyOf(this.desk, channel) || this.box.offsetParent === null) return;
    const newest = channel.messages.filter((said) => !said.ephemeral).at(-1)?.ts ?? '0';
    this.pill.hidden = this.isAtEnd() || !channel.unread;
    this.pill.textContent = `↓ ${channel.unread} new`;
    if (!this.isAtEnd() || document.hidden || newest <= channel.last_read || this.reading === newest) return;
    this.reading = newest;
    this.desk.act('read', { channel: channel.id, ts: newest });
  }
}

function isTop(said) {
  return !said.thread_ts || said.thread_ts === said.ts;
}

function keyOf(desk, channel) {
  return `${desk.me.id} ${channel?.id}`;
}

function day(desk, said) {
  return slackDate(Number(said.ts), '{date_num}', desk.context);
}

function divider(kind, words) {
  return make('div', { class: `divider ${kind}`, role: 'separator', 'aria-label': words }, make('span', {}, words));
}

function note(key, words) {
  return { key, version: words, make: () => make('p', { class: 'empty' }, words) };
}
