// What a select offers: the app's options, or the people and channels of the workspace.

import { withEmoji } from './emoji.js';

const KINDS = { users: /^[UW]/, channels: /^C/, conversations: /^[CDG]/ };

/** The choices whose words hold the query, in groups; `clears` puts "No choice" before them. */
export function choicesOf(element, context, query, clears) {
  const groups = offered(element, context, query.trim());
  const wanted = query.trim().toLocaleLowerCase();
  const found = groups.map(({ label, choices }) => ({
    label,
    choices: choices.filter((choice) => choice.label.toLocaleLowerCase().includes(wanted)),
  }));
  const cleared = clears && !wanted ? [{ choices: [{ value: null, label: 'No choice' }] }] : [];
  return [...cleared, ...found.filter(({ choices }) => choices.length)];
}

function offered(element, context, query) {
  const kind = element.type.replace(/^multi_/, '').replace(/_select$/, '');
  if (kind === 'external') return [{ choices: external(element, query) }];
  if (kind === 'static') return staticGroups(element);
  const known = Object.entries(context.names ?? {}).filter(([id]) => KINDS[kind].test(id));
  const named = known.map(([id, name]) => ({ value: id, label: /^[CG]/.test(id) ? `#${name}` : name }));
  return [{ choices: named.sort((one, other) => one.label.localeCompare(other.label)) }];
}

function staticGroups(element) {
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  return groups.map(({ label, options }) => ({ label: label && withEmoji(label.text), choices: options.map(choiceOf) }));
}

function choiceOf(option) {
  const description = option.description && withEmoji(option.description.text);
  return { value: option.value, label: withEmoji(option.text.text), description };
}

/** The stand-in takes any word for the options an app would look up, so the typed one is offered. */
function external(element, query) {
  const before = [element.initial_option ?? element.initial_options ?? []].flat().map(choiceOf);
  return query ? [...before, { value: query, label: query }] : before;
}
