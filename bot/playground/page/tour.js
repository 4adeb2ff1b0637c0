// A short tour of what Earshot is for: five hints at the real things, each shown until it was done or put away.

import { make } from './make.js';
import { forgotten, kept, remember } from './memory.js';

const CLICKED = (action) => ({ doing, what, outcome }) => doing === 'click' && what.action_id === action && outcome.ok;
const HINTS = [
  {
    name: 'claim', title: 'Make one yours', find: () => newest('claim'), isDone: CLICKED('claim'),
    text: 'Somebody said something about the brand. Press Claim: the team sees that you have it, and nobody answers twice.',
    elsewhere: 'Soon somebody says something about the brand in #mentions. Claim it there: the team sees that you have it.',
  },
  {
    name: 'why', title: 'Ask why', find: () => newest('why'), isDone: CLICKED('why'),
    text: 'Urgency is a sum that can be looked up. Press Why to see every point with its reason.',
    elsewhere: 'On every card in #mentions, Why shows each point of its urgency with the reason.',
  },
  {
    name: 'draft', title: 'Write an answer', find: () => newest('draft'), isDone: CLICKED('draft'),
    text: 'Press Draft reply. The text is shared with the team. On Mastodon, Send it now posts it; elsewhere you do, and press I posted it.',
    elsewhere: 'Draft reply, on every open card in #mentions, holds an answer that the team shares.',
  },
  {
    name: 'digest', title: 'See the day', find: () => visible(document.querySelector('#composer .composer-text')),
    isDone: ({ doing, what }) => doing === 'command' && /^digest\b/.test(what.text ?? ''),
    text: 'Write /earshot digest today: how much came, how urgent it was, how fast you answered.',
    elsewhere: 'In any channel, write /earshot digest today: how much came, and how fast you answered.',
  },
  {
    name: 'home', title: 'Your own page', find: () => visible(document.querySelector('#sidebar [data-spot="home"]')) ?? visible(document.querySelector('.top-places')),
    isDone: ({ doing, what }) => doing === 'open_home' && what.tab === 'home',
    text: 'Open Earshot: what you have, who waits for an answer, and what is listened to.',
    elsewhere: 'Under Apps, Earshot shows what you have and who waits.',
  },
];

export class Tour {
  constructor(root, desk) {
    this.root = root;
    this.desk = desk;
    this.done = new Set(kept('tour', []));
    this.ring = make('div', { class: 'tour-ring', hidden: true });
    this.words = make('p', { class: 'tour-words' });
    this.title = make('strong', {});
    this.count = make('span', { class: 'tour-count' });
    this.card = make('section', { class: 'tour-card', 'aria-label': 'Tour', hidden: true },
      make('div', { role: 'status' }, make('div', { class: 'tour-head' }, this.title, this.count), this.words),
      make('div', { class: 'tour-buttons' },
        make('button', { type: 'button', class: 'plain-button', onclick: () => this.finish(HINTS) }, 'Skip the tour'),
        make('button', { type: 'button', class: 'primary-button', onclick: () => this.finish([this.hint]) }, 'Got it')));
    root.append(this.ring, this.card);
    desk.acted.addEventListener('acted', ({ detail }) => this.finish(HINTS.filter((hint) => hint.isDone(detail))));
    const follow = () => requestAnimationFrame(() => this.draw());
    for (const change of ['scroll', 'close', 'toggle', 'input']) document.addEventListener(change, follow, true);
    window.addEventListener('resize', follow);
  }

  /** The first hint that was neither done nor put away. */
  get hint() {
    return HINTS.find((hint) => !this.done.has(hint.name));
  }

  draw() {
    const { hint } = this;
    const isHidden = !hint || document.querySelector('dialog[open]') !== null;
    this.card.hidden = isHidden;
    this.ring.hidden = true;
    if (isHidden) return;
    const target = hint.find();
    this.say(hint, target ? hint.text : hint.elsewhere);
    this.card.classList.toggle('tour-docked', !target);
    if (target) this.pointAt(target);
  }

  /** Begins again, with every hint. */
  again() {
    this.done.clear();
    forgotten('tour');
    this.draw();
  }

  finish(hints) {
    if (!hints.length) return;
    hints.forEach((hint) => this.done.add(hint.name));
    remember('tour', [...this.done]);
    this.draw();
  }

  say(hint, text) {
    this.count.textContent = `${HINTS.indexOf(hint) + 1} of ${HINTS.length}`;
    this.title.textContent = hint.title;
    if (this.words.textContent !== text) this.words.textContent = text;
  }

  /** Stands beside the line that the thing is in where there is room, else below or above it. */
  pointAt(target) {
    const at = target.getBoundingClientRect();
    const beside = (target.closest('.bk-block, .composer') ?? target).getBoundingClientRect().right + 12;
    const { offsetWidth: width, offsetHeight: height } = this.card;
    const isBeside = beside + width + 8 < window.innerWidth;
    const isBelow = at.bottom + height + 20 < window.innerHeight;
    const left = isBeside ? beside : Math.max(8, Math.min(at.left, window.innerWidth - width - 8));
    const lowest = document.getElementById('timeline').getBoundingClientRect().bottom || window.innerHeight;
    const middle = Math.max(8, Math.min(at.top + at.height / 2 - height / 2, lowest - height - 8));
    this.card.classList.toggle('tour-beside', isBeside);
    this.card.classList.toggle('tour-above', !isBelow);
    this.card.style.left = `${left}px`;
    this.card.style.top = `${isBeside ? middle : isBelow ? at.bottom + 14 : at.top - height - 14}px`;
    this.card.style.setProperty('--tip', `${Math.max(14, Math.min(at.left + at.width / 2 - left, width - 14))}px`);
    this.ring.hidden = false;
    Object.assign(this.ring.style, { left: `${at.left - 3}px`, top: `${at.top - 3}px`, width: `${at.width + 6}px`, height: `${at.height + 6}px` });
  }
}

/** The lowest element with this action that can be seen. */
function newest(action) {
  const every = [...document.querySelectorAll(`#timeline [data-action-id="${action}"]`)];
  return every.reverse().map((each) => visible(each)).find(Boolean) ?? null;
}

function visible(element) {
  if (!element?.checkVisibility()) return null;
  const at = element.getBoundingClientRect();
  const isSeen = (y) => {
    const uppermost = document.elementsFromPoint(at.left + at.width / 2, y).find((each) => !each.closest('#tour'));
    return element.contains(uppermost);
  };
  return isSeen(at.top + 3) && isSeen(at.bottom - 3) ? element : null;
}
