// Cards, alone or in a row that can be leafed through.

import { renderElement } from './elements.js';
import { make, picture } from './make.js';
import { renderText } from './mrkdwn.js';

/** A card: its picture, icon, titles, words and buttons. */
export function renderCard(block, context) {
  const part = (name) => block[name] && make('div', { class: `bk-card-${name}` }, renderText(block[name], context));
  const image = (name) => block[name] && picture(block[name].image_url, block[name].alt_text, `bk-card-${name.replace('_image', '')}`);
  const titles = make('div', { class: 'bk-card-titles' }, part('title'), part('subtitle'));
  const head = make('div', { class: 'bk-card-head' }, image('icon'), titles);
  const actions = (block.actions ?? []).map((element) => renderElement(block, element, context));
  const row = actions.length ? make('div', { class: 'bk-actions' }, ...actions) : null;
  return make('div', { class: 'bk-card' }, image('hero_image'), head, part('body'), row);
}

/** Cards in a row; the keys and two buttons leaf through them. */
export function renderCarousel(block, context) {
  const cards = block.elements.map((card, at) => {
    const place = `Card ${at + 1} of ${block.elements.length}`;
    return make('div', { role: 'group', 'aria-label': place, class: 'bk-carousel-card' }, renderCard(card, context));
  });
  const row = make('div', { class: 'bk-carousel-row', tabindex: 0, role: 'group', 'aria-label': 'Cards' }, ...cards);
  const turn = (label, sign, step) =>
    make('button', {
      type: 'button', class: 'bk-button', 'aria-label': label,
      onclick: () => row.scrollBy({ left: step * (cards[0]?.offsetWidth ?? 0) }),
    }, sign);
  const turns = make('div', { class: 'bk-carousel-turns' }, turn('Earlier cards', '‹', -1), turn('Later cards', '›', 1));
  return make('div', { class: 'bk-carousel' }, row, cards.length > 1 ? turns : null);
}
