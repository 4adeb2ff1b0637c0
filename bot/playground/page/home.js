// The app's own room: its Home tab as the app published it, and its direct messages.

import { renderBlocks } from './blocks.js';
import { make } from './make.js';
import { reconcile } from './reconcile.js';

export class Home {
  constructor(root, desk) {
    this.root = root;
    this.desk = desk;
    this.box = make('div', { class: 'home-box' });
    root.setAttribute('role', 'tabpanel');
    root.setAttribute('aria-label', 'Home');
    root.tabIndex = 0;
    root.append(this.box);
    root.addEventListener('toggle', (event) => event.newState === 'closed' && desk.draw(), true);
  }

  draw() {
    this.root.hidden = this.desk.place.where !== 'home';
    if (this.root.hidden) return;
    const { home } = this.desk.screen;
    this.root.setAttribute('aria-busy', String(!home));
    const row = home
      ? { key: home.id, version: home.hash, make: () => this.tab(home) }
      : { key: 'none', version: '', make: () => make('p', { class: 'empty' }, 'One moment …') };
    reconcile(this.box, [row]);
  }

  tab(home) {
    const context = {
      ...this.desk.context,
      answer: (block_id, action_id) => home.typed[block_id]?.[action_id],
      press: (block, element, value) => this.desk.act('click', { view: home.id, block_id: block.block_id, action_id: element.action_id, value }),
    };
    const whole = make('div', { class: 'home-tab', tabindex: -1 });
    whole.append(renderBlocks(home.blocks, context));
    return whole;
  }
}

/** The two tabs of the app, for the head of the page. */
export function tabs(desk) {
  const tab = (where, words) => make('button', {
    type: 'button', role: 'tab', class: 'tab', 'data-spot': where, 'aria-selected': String(desk.place.where === where),
    tabindex: desk.place.where === where ? 0 : -1, onclick: () => desk.go(where),
  }, words);
  const list = make('div', { role: 'tablist', 'aria-label': desk.screen.bot.real_name, class: 'tabs' }, tab('home', 'Home'), tab('messages', 'Messages'));
  list.addEventListener('keydown', (event) => {
    if (!['ArrowLeft', 'ArrowRight'].includes(event.key)) return;
    desk.go(desk.place.where === 'home' ? 'messages' : 'home');
    document.querySelector('#place [aria-selected="true"]')?.focus();
  });
  return list;
}
