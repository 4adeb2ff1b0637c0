// The one way the page makes elements: text goes in as text, and an address only where a browser may open it.

const SVG = 'http://www.w3.org/2000/svg';
let made = 0;

/** Makes an HTML element; `on…` attributes are listeners, and what is null, undefined or false is left out. */
export function make(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** Makes an element of a drawing. */
export function draw(tag, attributes = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

/** An id no other element has. */
export function freshId(what) {
  made += 1;
  return `bk-${what}-${made}`;
}

/** The address if it is one of the web, else nothing: `javascript:` and its kind are never opened. */
export function webAddress(url) {
  try {
    const address = new URL(String(url));
    return ['http:', 'https:'].includes(address.protocol) ? address.href : '';
  } catch {
    return '';
  }
}

/** A link that opens apart from the page; plain text where the address is no good. */
export function link(url, attributes, ...children) {
  const address = webAddress(url);
  if (!address) return make('span', attributes, ...children);
  const outside = { href: address, target: '_blank', rel: 'noopener noreferrer' };
  return make('a', { ...attributes, ...outside }, ...children);
}

/** A picture. The page loads nothing from outside: such a picture is shown as its description and address. */
export function picture(url, alt, className) {
  if (isOurs(url)) return make('img', { class: className, src: url, alt, loading: 'lazy' });
  const host = webAddress(url) ? new URL(url).host : 'no address';
  const label = make('span', { class: 'bk-picture-alt', dir: 'auto' }, `🖼 ${alt}`);
  return link(url, { class: `${className} bk-picture-outside`, title: `Picture at ${host}: ${alt}` }, label);
}

function isOurs(url) {
  if (/^data:image\/(png|jpe?g|gif|webp|svg\+xml)[;,]/.test(url ?? '')) return true;
  try {
    return Boolean(url) && new URL(url, document.baseURI).origin === window.location.origin;
  } catch {
    return false;
  }
}

function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}
