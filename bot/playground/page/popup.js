// A small panel that opens at a button: above everything, closed by Escape or a click beside it, focus given back.

/** Ties a panel to its button; `opening` fills it, `opened` comes once it is seen. Returns what closes it. */
export function popup(trigger, panel, { opening, opened }) {
  panel.popover = 'auto';
  trigger.popoverTargetElement = panel;
  const follow = () => place(trigger, panel);
  panel.addEventListener('beforetoggle', (event) => {
    if (event.newState !== 'open') return;
    opening?.();
    follow();
  });
  panel.addEventListener('toggle', (event) => {
    const isOpen = event.newState === 'open';
    trigger.setAttribute('aria-expanded', String(isOpen));
    listen(isOpen ? 'addEventListener' : 'removeEventListener', follow);
    if (isOpen) follow();
    if (isOpen) opened?.();
  });
  panel.addEventListener('keydown', (event) => closesOn(event) && close(trigger, panel));
  return () => close(trigger, panel);
}

function closesOn(event) {
  if (event.key === 'Escape') event.preventDefault();
  if (event.key === 'Escape') event.stopPropagation();
  return event.key === 'Escape' || event.key === 'Tab';
}

function close(trigger, panel) {
  if (panel.matches(':popover-open')) panel.hidePopover();
  trigger.focus();
}

function listen(how, follow) {
  window[how]('scroll', follow, true);
  window[how]('resize', follow);
}

/** Below the button where there is room, else above it; never beyond the edge of the window. */
function place(trigger, panel) {
  const at = trigger.getBoundingClientRect();
  const { offsetHeight: height, offsetWidth: width } = panel;
  const isBelow = at.bottom + height + 8 < window.innerHeight || at.top < height;
  panel.style.minWidth = `${at.width}px`;
  panel.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - width - 8))}px`;
  panel.style.top = `${Math.max(8, isBelow ? at.bottom + 4 : at.top - height - 4)}px`;
}
