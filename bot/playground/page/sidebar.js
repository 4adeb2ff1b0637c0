// The way around: channels with what is unread, and the app.

import { make } from './make.js';
import { avatar } from './message.js';
import { reconcile } from './reconcile.js';

export class Sidebar {
  constructor(root, desk) {
    this.desk = desk;
    this.channels = make('div', { class: 'places' });
    this.apps = make('div', { class: 'places' });
    root.append(make('h2', {}, 'Channels'), this.channels, make('h2', {}, 'Apps'), this.apps);
  }

  draw() {
    const channels = this.desk.screen.channels.filter((each) => !each.is_im);
    reconcile(this.channels, channels.map((channel) => this.row(channel.id, channel, () => [
      make('span', { class: 'place-sign', 'aria-hidden': 'true' }, channel.is_private ? '🔒' : '#'), channel.name,
    ])));
    const { bot } = this.desk.screen;
    reconcile(this.apps, [this.row('home', this.desk.direct ?? { unread: 0, pings: 0 }, () => [avatar(bot), bot.real_name])]);
  }

  row(where, channel, words) {
    const { place } = this.desk;
    const isHere = where === 'home' ? this.desk.isAtApp : where === place.where;
    const { unread, pings } = channel;
    const version = [isHere, unread, pings, channel.is_archived].join();
    return { key: where, version, make: () => this.place(where, { isHere, unread, pings, words: words() }) };
  }

  place(where, { isHere, unread, pings, words }) {
    const told = unread > 0 && (pings ? `${unread} unread, ${pings} for you` : `${unread} unread`);
    const badge = unread > 0 && make('span', { class: pings ? 'count count-ping' : 'count', 'aria-hidden': 'true' }, String(pings || unread));
    return make('button', {
      type: 'button', class: `place${unread ? ' place-unread' : ''}`, 'aria-current': isHere ? 'page' : null, 'data-spot': where,
      onclick: () => this.desk.go(where),
    }, ...words, badge, told && make('span', { class: 'unseen' }, `, ${told}`));
  }
}
