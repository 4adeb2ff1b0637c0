// The head of what is open: a channel's name, or the app with its tabs; and the name of the page.

import { tabs } from './home.js';
import { make } from './make.js';
import { avatar } from './message.js';
import { reconcile } from './reconcile.js';

export class Head {
  constructor(root, desk) {
    this.root = root;
    this.desk = desk;
  }

  draw() {
    const { place, channel, screen } = this.desk;
    const version = [place.where, channel?.is_archived].join();
    reconcile(this.root, [{ key: 'head', version, make: () => (this.desk.isAtApp ? this.app(screen.bot) : this.channel(channel)) }]);
    const news = screen.channels.reduce((sum, each) => sum + each.unread, 0);
    const where = this.desk.isAtApp ? screen.bot.real_name : `#${channel?.name}`;
    document.title = `${news ? `(${news}) ` : ''}${where} – ${screen.team.name}`;
  }

  app(bot) {
    return make('div', { class: 'head head-app' }, avatar(bot), make('h1', {}, bot.real_name), make('span', { class: 'badge' }, 'APP'), tabs(this.desk));
  }

  channel(channel) {
    const sign = make('span', { class: 'place-sign', 'aria-hidden': 'true' }, channel.is_private ? '🔒' : '#');
    const note = channel.is_archived && make('span', { class: 'badge' }, 'ARCHIVED');
    return make('div', { class: 'head' }, make('h1', {}, sign, channel.name), note);
  }
}
