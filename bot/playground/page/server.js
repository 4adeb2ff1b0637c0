// The page's way to the stand-in: what is on the screen, what a person does, and the news that something changed.

const TROUBLE = 'We had some trouble connecting. Try again?';
const UNREACHABLE = 'The playground cannot be reached. Is it still running?';

/** Everything before this person; without one, before the first. */
export async function screenOf(person) {
  const answer = await fetch(`/playground/screen?as=${encodeURIComponent(person ?? '')}`);
  const screen = await answer.json();
  if (!screen.ok) throw new Error(screen.error);
  return screen;
}

/** Does something as a person. Never throws: `trouble` says in plain words what went wrong, empty when nothing did. */
export async function act(doing, what) {
  try {
    const answer = await fetch(`/playground/${doing}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(what),
    });
    return inPlainWords(await answer.json());
  } catch {
    return { ok: false, acked: false, trouble: UNREACHABLE };
  }
}

/** Calls `changed` for every new version of the world, and `reached` with whether the stand-in is there. */
export function follow(version, changed, reached) {
  const news = new EventSource(`/playground/news?after=${version}`);
  news.addEventListener('open', () => reached(true));
  news.addEventListener('error', () => reached(false));
  news.addEventListener('message', (event) => changed(Number(event.data)));
}

function inPlainWords(outcome) {
  if (!outcome.ok) return { ...outcome, trouble: said(outcome.error) };
  if (outcome.acked === false) return { ...outcome, ok: false, trouble: TROUBLE };
  return { ...outcome, trouble: '' };
}

function said(error) {
  const words = String(error ?? '').replace(/^['"]|['"]$/g, '');
  return words ? `That did not work: ${words}.` : TROUBLE;
}
