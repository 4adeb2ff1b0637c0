// What this browser remembers for the person: small words under our own name; nothing where it may not remember.

const OURS = 'earshot.';

/** What was remembered under a name, else what is given. */
export function kept(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(OURS + name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** Remembers something until it is forgotten. */
export function remember(name, what) {
  try {
    localStorage.setItem(OURS + name, JSON.stringify(what));
  } catch {
    // A browser that keeps nothing shows the same page, without a memory.
  }
}

/** Forgets what was remembered under a name. */
export function forgotten(name) {
  try {
    localStorage.removeItem(OURS + name);
  } catch {
    // As above.
  }
}
