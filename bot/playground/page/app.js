// Puts the page together: every part draws what the stand-in says is there, whenever something has changed.

import { Composer } from './composer.js';
import { Desk } from './desk.js';
import { Head } from './head.js';
import { Home } from './home.js';
import { Live } from './live.js';
import { Modals } from './modal.js';
import { followPermalinks, fromAddress, toAddress } from './place.js';
import { follow } from './server.js';
import { Sidebar } from './sidebar.js';
import { show as showTheme } from './theme.js';
import { Thread } from './thread.js';
import { Timeline } from './timeline.js';
import { Top } from './top.js';
import { Tour } from './tour.js';

showTheme();
const at = (id) => document.getElementById(id);
const desk = new Desk(draw);
const tour = new Tour(at('tour'), desk);
const top = new Top(at('top'), desk, tour);
const timeline = new Timeline(at('timeline'), desk);
const composer = new Composer(at('composer'), desk);
const parts = [
  top, new Sidebar(at('sidebar'), desk), new Head(at('place'), desk), timeline, composer,
  new Thread(at('thread'), desk), new Home(at('home'), desk), new Live(at('live'), desk), tour,
];
let modals = null;

function draw() {
  at('channel').hidden = desk.place.where === 'home';
  for (const part of parts) part.draw();
  windows().show(desk.screen.stack);
  toAddress(desk);
}

/** The modals of whoever sits here; somebody else has others. */
function windows() {
  if (modals?.of === desk.me.id) return modals.shown;
  modals?.shown.show([]);
  const view = (each) => ({ view: each.id });
  const spot = (each, block, element, value) => ({ ...view(each), block_id: block.block_id, action_id: element.action_id, value });
  const actor = {
    submit: (each, answers) => desk.act('submit', { ...view(each), answers }),
    close: (each) => desk.act('close', view(each)),
    click: (each, block, element, value) => desk.act('click', spot(each, block, element, value)),
    fill: (each, block, element, value) => desk.act('fill', spot(each, block, element, value)),
  };
  modals = { of: desk.me.id, shown: new Modals(at('modals'), desk.context, actor) };
  return modals.shown;
}

/** Goes to one message, wherever it stands. */
function showMessage(where, ts) {
  desk.go(where);
  const said = desk.message(ts);
  if (said?.thread_ts && said.thread_ts !== ts) desk.go(where, said.thread_ts);
  timeline.show(said?.thread_ts ?? ts);
}

async function begin() {
  const { who, where, thread, ts } = fromAddress(location);
  desk.place = { where, thread: thread ?? null };
  await desk.become(who).catch(() => desk.become(null));
  if (desk.isAtApp) desk.act('open_home', { tab: desk.place.where });
  if (ts) showMessage(where, ts);
  followPermalinks(showMessage);
  follow(desk.screen.version, () => desk.look().catch(() => top.reached(false)), (isThere) => {
    top.reached(isThere);
    if (isThere) desk.look().catch(() => top.reached(false));
  });
  document.body.dataset.ready = 'true';
}

begin();
