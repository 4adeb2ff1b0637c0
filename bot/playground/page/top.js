// The bar above everything: the workspace, who one is, and how the page looks.

import { make } from './make.js';
import { menuAt } from './menu.js';
import { avatar } from './message.js';
import { THEMES, choose, theme } from './theme.js';

export class Top {
  /** `tour` can be begun again from the menu. */
  constructor(root, desk, tour) {
    this.root = root;
    this.desk = desk;
    this.tour = tour;
    this.places = make('button', { type: 'button', class: 'tool top-places', 'aria-label': 'Channels', 'aria-expanded': 'false', 'aria-controls': 'sidebar', onclick: () => this.unfold() }, '☰');
    this.team = make('strong', { class: 'top-team' });
    this.me = make('button', { type: 'button', class: 'top-me' });
    const more = make('button', { type: 'button', class: 'tool', 'aria-label': 'Appearance and tour', title: 'Appearance and tour' }, '⚙');
    this.gone = make('p', { class: 'gone', role: 'alert', hidden: true }, 'The playground has stopped. This page goes on when it runs again.');
    root.append(this.places, make('img', { src: '/page/mark.svg', alt: '', class: 'top-mark' }), this.team, this.gone,
      make('span', { class: 'top-space' }), ...menuAt(this.me, 'You are', () => this.people()), ...menuAt(more, 'Appearance and tour', () => this.settings()));
    document.addEventListener('keydown', (event) => event.key === 'Escape' && !event.defaultPrevented && this.fold());
  }

  draw() {
    const { me, screen } = this.desk;
    this.team.textContent = screen.team.name;
    this.fold();
    if (this.shown === me.id) return;
    this.shown = me.id;
    this.me.replaceChildren(avatar(me), make('span', { class: 'top-you' }, 'You are '),
      make('strong', { class: 'top-name' }, me.real_name), make('span', { class: 'soft top-title' }, ` ${me.title}`), ' ▾');
    this.me.setAttribute('aria-label', `You are ${me.real_name}, ${me.title}. Be somebody else`);
  }

  /** Says whether the stand-in can be reached. */
  reached(isThere) {
    this.gone.hidden = isThere;
  }

  people() {
    const people = this.desk.screen.people.filter((each) => !each.is_bot);
    return people.map((each) => ({
      text: each.real_name, detail: each.title, checked: each.id === this.desk.me.id, run: () => this.desk.become(each.id),
    }));
  }

  settings() {
    const looks = Object.entries(THEMES).map(([name, text]) => ({ text, checked: theme() === name, run: () => choose(name) }));
    return ['Appearance', ...looks, 'Help', { text: 'Start the tour again', run: () => this.tour.again() }];
  }

  unfold() {
    const isOpen = document.body.classList.toggle('places-open');
    this.places.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) document.querySelector('#sidebar button')?.focus();
  }

  /** Once somewhere else, the list of channels makes room. */
  fold() {
    const { where } = this.desk.place;
    if (where === this.where) return;
    this.where = where;
    document.body.classList.remove('places-open');
    this.places.setAttribute('aria-expanded', 'false');
  }
}
