// Where the person sits: who they are, what is before them, where they look; every part of the page asks here.

import { act, screenOf } from './server.js';

const HOME = 'home';
const MESSAGES = 'messages';

export class Desk {
  /** `draw` is called whenever what is to be seen may have changed. */
  constructor(draw) {
    this.draw = draw;
    this.screen = null;
    this.place = { where: '', thread: null };
    this.acted = new EventTarget();
    this.looking = null;
  }

  get me() {
    return this.screen.me;
  }

  /** The channel in view; none while the app's Home tab is. */
  get channel() {
    const { where } = this.place;
    if (where === MESSAGES) return this.direct;
    return this.screen.channels.find((channel) => channel.id === where) ?? null;
  }

  /** The direct messages between this person and the app. */
  get direct() {
    return this.screen.channels.find((channel) => channel.is_im) ?? null;
  }

  get isAtApp() {
    return [HOME, MESSAGES].includes(this.place.where);
  }

  message(ts) {
    return this.channel?.messages.find((said) => said.ts === ts);
  }

  /** What people and things are called, by id. */
  get names() {
    const { people, channels, groups } = this.screen;
    return Object.fromEntries([
      ...people.map((each) => [each.id, each.real_name]),
      ...channels.filter((each) => !each.is_im).map((each) => [each.id, each.name]),
      ...groups.map((each) => [each.id, each.handle]),
    ]);
  }

  /** What the drawing of blocks asks of the page; always as it is now. */
  get context() {
    const desk = this;
    return {
      get names() { return desk.names; },
      get me() { return desk.me; },
      get files() { return desk.screen.files; },
      locale: navigator.language || 'en',
      now: () => new Date(),
      answer: () => undefined,
      errors: {},
    };
  }

  /** Looks again; news that come meanwhile are looked at once afterwards. */
  async look() {
    if (this.looking) return this.lookAgain();
    this.looking = screenOf(this.screen?.me.id);
    try {
      this.screen = await this.looking;
    } finally {
      this.looking = null;
    }
    return this.draw();
  }

  lookAgain() {
    this.again ??= this.looking.catch(() => {}).then(() => {
      this.again = null;
      return this.look();
    });
    return this.again;
  }

  /** Becomes somebody else, or the first person there is. */
  async become(person) {
    await this.looking?.catch(() => {});
    this.screen = await screenOf(person);
    if (!this.isAtApp && !this.channel) this.place = { where: this.first().id, thread: null };
    return this.draw();
  }

  first() {
    const { channels } = this.screen;
    return channels.find((channel) => channel.has_bot && !channel.is_im) ?? channels[0];
  }

  /** Goes to a channel, `home` or `messages`, and there perhaps to a thread. */
  go(where, thread = null) {
    const isNew = where !== this.place.where;
    this.place = { where, thread };
    if (isNew && this.isAtApp) this.act('open_home', { tab: where });
    this.draw();
  }

  /** Does something as this person; the outcome as `act` of the server tells it. */
  async act(doing, what) {
    const outcome = await act(doing, { person: this.me.id, ...what });
    this.acted.dispatchEvent(new CustomEvent('acted', { detail: { doing, what, outcome } }));
    return outcome;
  }
}
