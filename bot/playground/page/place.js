// Where the person is, in the address: a reload or a copied link leads to the same place.

/** What an address says: who looks, and where. */
export function fromAddress(location) {
  const who = new URLSearchParams(location.search).get('as');
  const permalink = /^\/archives\/([^/]+)\/p(\d+)(\d{6})$/.exec(location.pathname);
  if (permalink) return { who, where: permalink[1], ts: `${permalink[2]}.${permalink[3]}` };
  const [where, thread] = decodeURIComponent(location.hash.slice(1)).split('/');
  return { who, where, thread: thread || null };
}

/** Writes down who looks and where, without a new page. */
export function toAddress(desk) {
  const { where, thread } = desk.place;
  const address = `/?as=${desk.me.id}#${where}${thread ? `/${thread}` : ''}`;
  if (address !== location.pathname + location.search + location.hash) history.replaceState(null, '', address);
}

/** The lasting address of one message. */
export function permalink(channel, ts) {
  return `${location.origin}/archives/${channel}/p${ts.replace('.', '')}`;
}

/** Follows links to messages of this workspace inside the page. */
export function followPermalinks(show) {
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (!link || link.origin !== location.origin || event.metaKey || event.ctrlKey) return;
    const found = fromAddress(new URL(link.href));
    if (!found.ts) return;
    event.preventDefault();
    show(found.where, found.ts);
  });
}
