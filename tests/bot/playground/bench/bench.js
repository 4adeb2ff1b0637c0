// The drawing of blocks on a bench: no shell around it, every action written down, every outcome as the test says.

import { renderBlocks } from '/page/blocks.js';
import { slackDate } from '/page/dates.js';
import { Modals } from '/page/modal.js';
import { renderMrkdwn } from '/page/mrkdwn.js';

const out = document.getElementById('out');
const names = {
  U1: 'Ana Reyes', U2: 'Ben Okafor', UBOT: 'Earshot', C1: 'mentions', C2: 'general', S1: 'support', T1: 'Acme',
};

function outcome(doing, what) {
  bench.sent.push({ doing, ...what });
  return bench.held ? new Promise((resolve) => (bench.release = () => resolve(bench.outcome))) : Promise.resolve(bench.outcome);
}

const context = {
  names, me: { id: 'U1', tz: 'Europe/Berlin' }, locale: 'en', channel: 'C2',
  files: { F1: { id: 'F1', title: 'Report', name: 'report.csv', url: '/files/F1' } },
  now: () => new Date('2026-11-22T09:00:00Z'),
  answer: () => undefined,
  errors: {},
  press: (block, element, value) => outcome('press', { block_id: block.block_id, action_id: element.action_id, value }),
};
const actor = {
  submit: (view, answers) => outcome('submit', { view: view.id, answers }),
  close: (view) => outcome('close', { view: view.id }),
  click: (view, block, element, value) => outcome('click', { view: view.id, action_id: element.action_id, value }),
  fill: (view, block, element, value) => outcome('fill', { view: view.id, action_id: element.action_id, value }),
};

let modals;
const bench = (window.bench = {
  sent: [],
  outcome: { ok: true },
  held: false,
  fresh() {
    Object.assign(bench, { sent: [], outcome: { ok: true }, held: false });
    document.querySelectorAll('dialog').forEach((dialog) => dialog.remove());
    modals = new Modals(document.getElementById('modals'), context, actor);
    out.replaceChildren();
  },
  blocks: (blocks) => out.replaceChildren(renderBlocks(blocks, context)),
  mrkdwn: (text, options) => out.replaceChildren(renderMrkdwn(text, context, options)),
  date: (timestamp, format) => slackDate(timestamp, format, context),
  show: (stack) => modals.show(stack),
});
bench.fresh();
