// Where a person writes: messages and slash commands, with what can be written offered while they type.

import { Completion } from './completion.js';
import { freshId, make } from './make.js';
import { menuAt } from './menu.js';

export class Composer {
  /** `thread()` names the thread that is written in, if it is one. */
  constructor(root, desk, thread = () => null) {
    this.desk = desk;
    this.thread = thread;
    this.drafts = new Map();
    this.text = make('textarea', { class: 'composer-text', rows: 1, spellcheck: 'true', id: freshId('composer'), dir: 'auto' });
    this.trouble = make('p', { class: 'composer-trouble', role: 'alert' });
    this.completion = new Completion(this.text, desk);
    this.send = make('button', { type: 'submit', class: 'primary-button', 'aria-label': 'Send' }, 'Send');
    const offers = make('button', { type: 'button', class: 'tool', 'aria-label': 'Shortcuts and commands', title: 'Shortcuts and commands' }, '+');
    const foot = make('div', { class: 'composer-foot' }, ...menuAt(offers, 'Shortcuts and commands', () => this.offers()), this.send);
    this.form = make('form', { class: 'composer' }, this.completion.list, this.text, foot);
    this.closed = make('p', { class: 'composer-closed', hidden: true });
    root.append(this.form, this.closed, this.trouble);
    this.listen();
  }

  listen() {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.say();
    });
    this.text.addEventListener('input', () => this.changed());
    this.text.addEventListener('keydown', (event) => {
      if (this.completion.takes(event)) return;
      const sends = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
      if (!sends) return;
      event.preventDefault();
      this.say();
    });
  }

  draw() {
    const { channel, screen } = this.desk;
    const key = `${this.desk.me.id} ${channel?.id ?? 'none'} ${this.thread() ?? ''}`;
    const why = closedBecause(channel, screen);
    this.form.hidden = Boolean(why);
    this.closed.hidden = !why;
    this.closed.textContent = why;
    const name = channel?.is_im ? screen.bot.real_name : `#${channel?.name}`;
    const label = this.thread() ? 'Reply' : `Message ${name}`;
    this.text.setAttribute('aria-label', label);
    this.text.placeholder = label;
    if (key === this.key) return;
    if (this.key) this.drafts.set(this.key, this.text.value);
    this.key = key;
    this.put(this.drafts.get(key) ?? '');
  }

  focus() {
    this.text.focus({ preventScroll: true });
  }

  /** Puts words where they can be changed before they are sent. */
  write(words) {
    this.put(words);
    this.focus();
    this.changed();
  }

  put(words) {
    this.text.value = words;
    this.trouble.textContent = '';
    this.completion.close();
    this.fit();
  }

  changed() {
    this.fit();
    this.completion.look();
  }

  fit() {
    this.text.rows = Math.min(8, this.text.value.split('\n').length);
    this.send.disabled = !this.text.value.trim();
  }

  async say() {
    const words = this.text.value.trim();
    if (!words || this.isSending) return;
    this.isSending = true;
    this.form.setAttribute('aria-busy', 'true');
    this.put('');
    const trouble = words.startsWith('/') ? await this.command(words) : await this.message(words);
    this.isSending = false;
    this.form.removeAttribute('aria-busy');
    if (!trouble) return;
    if (!this.text.value) this.put(words);
    this.trouble.textContent = trouble;
  }

  async message(text) {
    const outcome = await this.desk.act('say', { channel: this.desk.channel.id, text, thread_ts: this.thread() });
    return outcome.trouble;
  }

  async command(words) {
    const [command, ...rest] = words.split(' ');
    if (!this.desk.screen.commands.some((each) => each.command === command)) {
      return `${command} is not a valid command. Messages that start with “/” are commands; put a space before it to say it.`;
    }
    const outcome = await this.desk.act('command', { command, text: rest.join(' ').trim(), channel: this.desk.channel.id });
    if (outcome.ok || outcome.acked !== false) return outcome.trouble;
    return `${command} failed because the app did not respond in time. ${outcome.trouble}`;
  }

  offers() {
    const { commands, shortcuts, bot } = this.desk.screen;
    return [
      ...shortcuts.filter((each) => each.type === 'global').map((each) => ({
        text: each.name, detail: bot.real_name, run: () => this.desk.act('shortcut', { callback_id: each.callback_id }),
      })),
      'Commands',
      ...commands.map((each) => ({ text: each.command, detail: each.description, run: () => this.write(`${each.command} `) })),
    ];
  }
}

function closedBecause(channel, screen) {
  if (!channel) return screen.can_be_written_to ? '' : 'This app does not take messages.';
  if (channel.is_im && !screen.can_be_written_to) return 'Sending messages to this app has been turned off.';
  return channel.is_archived ? 'This channel has been archived: it can be read, not written in.' : '';
}
