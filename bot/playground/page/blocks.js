// Block Kit as a person sees it: every block by its type. What is not known is shown as such, never hidden.
// https://docs.slack.dev/reference/block-kit/blocks

import { renderCard, renderCarousel } from './cards.js';
import { renderChart } from './charts.js';
import { renderElement, renderInput } from './elements.js';
import { folded } from './folding.js';
import { link, make, picture, webAddress } from './make.js';
import { renderMarkdown } from './markdown.js';
import { plainText, renderText } from './mrkdwn.js';
import { lettersOf, renderRichText } from './richtext.js';
import { renderDataTable, renderTable } from './tables.js';
import { undrawable, unknown } from './unknown.js';

/** All the blocks, one below the other. */
export function renderBlocks(blocks, context) {
  const fragment = document.createDocumentFragment();
  fragment.append(...(blocks ?? []).map((block) => renderBlock(block, context)));
  return fragment;
}

function renderBlock(block, context) {
  const drawn = BLOCKS[block?.type] ? attempted(block, context) : unknown('block', block);
  const kind = String(block?.type ?? 'none').replace(/\W/g, '');
  const whole = make('div', { class: `bk-block bk-block-${kind}` }, drawn);
  if (block?.block_id) whole.dataset.blockId = block.block_id;
  return whole;
}

// One block that cannot be drawn must not take the others with it.
function attempted(block, context) {
  try {
    return BLOCKS[block.type](block, context);
  } catch (error) {
    console.warn('A block could not be drawn', block.type, error);
    return undrawable(block);
  }
}

const BLOCKS = {
  section,
  header: (block) => make('h3', { class: 'bk-header', dir: 'auto' }, plainText(block.text)),
  divider: () => make('hr', { class: 'bk-divider' }),
  context: (block, context) => make('div', { class: 'bk-context' }, ...block.elements.map((each) => small(each, context))),
  actions: buttons,
  context_actions: buttons,
  input: renderInput,
  image,
  rich_text: (block, context) => folded(renderRichText(block, context), lettersOf(block), context),
  markdown: (block, context) => folded(renderMarkdown(block.text), block.text, context),
  table: renderTable,
  data_table: renderDataTable,
  data_visualization: renderChart,
  video,
  alert,
  card: renderCard,
  carousel: renderCarousel,
  container,
  file,
};
const LEVELS = { default: ['•', 'Note'], info: ['ℹ', 'Information'], warning: ['⚠', 'Warning'], error: ['✖', 'Error'], success: ['✔', 'Success'] };

function section(block, context) {
  const fields = (block.fields ?? []).map((field) => make('div', { class: 'bk-section-field' }, renderText(field, context)));
  const text = block.text && renderText(block.text, context);
  const words = make('div', { class: 'bk-section-words' }, text && sectionText(block, text, context));
  if (fields.length) words.append(make('div', { class: 'bk-section-fields' }, ...fields));
  const accessory = block.accessory && renderElement(block, block.accessory, context);
  return make('div', { class: 'bk-section' }, words, accessory && make('div', { class: 'bk-accessory' }, accessory));
}

function sectionText(block, text, context) {
  const whole = make('div', {}, text);
  return block.expand ? whole : folded(whole, block.text.text, context);
}

function small(element, context) {
  if (element.type === 'image') return renderElement({}, element, context);
  if (element.type === 'mrkdwn' || element.type === 'plain_text') {
    return make('div', { class: 'bk-context-text' }, renderText(element, context));
  }
  return unknown('element', element);
}

function buttons(block, context) {
  return make('div', { class: 'bk-actions' }, ...block.elements.map((element) => renderElement(block, element, context)));
}

function image(block, context) {
  const stored = context.files?.[block.slack_file?.id];
  const shown = picture(block.image_url ?? stored?.url ?? block.slack_file?.url, block.alt_text, 'bk-image');
  const title = block.title && make('figcaption', {}, plainText(block.title));
  return make('figure', { class: 'bk-figure' }, title, shown);
}

/** A video is shown as its title and link: the page loads nothing from outside. */
function video(block) {
  const address = webAddress(block.title_url) || webAddress(block.video_url);
  const title = make('strong', {}, link(address, { class: 'bk-link' }, '▶ ', plainText(block.title)));
  const from = [block.author_name, block.provider_name].filter(Boolean).join(' · ');
  const described = block.description && make('p', {}, plainText(block.description));
  const by = from && make('p', { class: 'bk-context-text', dir: 'auto' }, from);
  return make('div', { class: 'bk-video', role: 'group', 'aria-label': `Video: ${block.alt_text}` }, title, by, described);
}

function alert(block, context) {
  const level = LEVELS[block.level] ? block.level : 'default';
  const [sign, word] = LEVELS[level];
  const mark = make('span', { class: 'bk-alert-sign', 'aria-hidden': 'true' }, sign);
  return make('div', { class: `bk-alert bk-alert-${level}`, role: 'note', 'aria-label': word }, mark, renderText(block.text, context));
}

function container(block, context) {
  const title = block.rich_text_title ? renderRichText(block.rich_text_title, context) : plainText(block.title);
  const head = make('span', { class: 'bk-container-head' },
    block.icon && picture(block.icon.image_url, block.icon.alt_text, 'bk-icon'),
    make('strong', {}, title),
    block.subtitle && make('span', { class: 'bk-subtitle' }, renderText(block.subtitle, context)));
  const body = make('div', { class: 'bk-container-body' }, renderBlocks(block.child_blocks, context));
  const width = `bk-container bk-container-${block.width ?? 'standard'}${block.has_header_divider ? ' bk-container-line' : ''}`;
  if (!block.is_collapsible) return make('div', { class: width }, head, body);
  return make('details', { class: width, open: !block.default_collapsed }, make('summary', {}, head), body);
}

function file(block, context) {
  const stored = context.files?.[block.file_id ?? block.external_id] ?? {};
  const name = stored.title || stored.name || block.external_id || 'A file';
  const address = stored.url && new URL(stored.url, document.baseURI).href;
  return make('div', { class: 'bk-file', dir: 'auto' }, '📄 ', link(address, { class: 'bk-link' }, name));
}
