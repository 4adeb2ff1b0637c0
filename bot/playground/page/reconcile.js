// Keeps a list on the page in step with what it shows: only what changed is made anew, focus and open menus stay.

/** Shows `rows` ({key, version, make}) in a container; an element with an open menu waits until it is closed. */
export function reconcile(container, rows) {
  const there = new Map([...container.children].map((node) => [node.dataset.key, node]));
  let next = container.firstElementChild;
  for (const row of rows) {
    const before = there.get(row.key);
    there.delete(row.key);
    const node = before && isCurrent(before, row) ? before : made(row, before);
    if (before && node !== before) {
      if (next === before) next = node;
      replace(before, node);
    }
    if (node === next) next = next.nextElementSibling;
    else container.insertBefore(node, next);
  }
  for (const node of there.values()) remove(node, container);
}

function isCurrent(node, row) {
  return node.dataset.version === row.version || isInUse(node);
}

/** Somebody is choosing something in it just now. */
function isInUse(node) {
  return node.querySelector(':popover-open') !== null;
}

function made(row) {
  const node = row.make();
  node.dataset.key = row.key;
  node.dataset.version = row.version;
  return node;
}

function replace(before, node) {
  const held = before.contains(document.activeElement) ? document.activeElement : null;
  before.replaceWith(node);
  if (held) (successor(node, held) ?? node).focus({ preventScroll: true });
}

/** What takes the place of what was focused: the same element, else the first that can be pressed. */
function successor(node, held) {
  const { actionId, spot } = held.closest('[data-action-id], [data-spot]')?.dataset ?? {};
  if (spot) return node.querySelector(`[data-spot="${CSS.escape(spot)}"]`);
  if (!actionId) return null;
  const same = node.querySelector(`[data-action-id="${CSS.escape(actionId)}"]`);
  return pressable(same) ?? pressable(node.querySelector('.bk-actions [data-action-id]'));
}

function pressable(element) {
  return element?.matches('button, a, input') ? element : element?.querySelector('button, a, input, textarea') ?? null;
}

function remove(node, container) {
  const held = node.contains(document.activeElement);
  const neighbour = node.nextElementSibling ?? node.previousElementSibling;
  node.remove();
  if (held) (neighbour ?? container).focus({ preventScroll: true });
}
