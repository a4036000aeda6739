/** Where a link stands in a text, and where it leads. */
export interface TextLink {
  start: number;
  end: number;
  href: string;
}

const webAddress = /\b(?:https?:\/\/|www\.)[^\s<>"]+/gi;
const trailing = '.,!?;:\'"*_~`)]}>';
const longestMailPart = 64;
const longestLink = 2_000;

function trimEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && trailing.includes(text.charAt(last - 1))) {
    // A closing bracket belongs to the address when its opening one does: …/Ticket_(disambiguation)
    if (text[last - 1] === ')' && text.slice(start, last).includes('(')) break;
    last -= 1;
  }
  return last;
}

/** Only what a browser opens harmlessly; `javascript:` and the like stay text. */
export function safeHref(address: string): string | null {
  try {
    const url = new URL(address);
    return ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function webLinks(text: string): TextLink[] {
  const links: TextLink[] = [];
  for (const match of text.matchAll(webAddress)) {
    const start = match.index;
    const end = trimEnd(text, start, start + match[0].length);
    const address = text.slice(start, end);
    const href =
      address.length <= longestLink ? safeHref(/^www/i.test(address) ? `https://${address}` : address) : null;
    if (href) links.push({ start, end, href });
  }
  return links;
}

/** Looks around each @ only, and not far: a pattern over the whole text would be slow on a hostile one. */
function mailLinks(text: string): TextLink[] {
  const links: TextLink[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = /[\w.+-]+$/.exec(text.slice(Math.max(0, at - longestMailPart), at))?.[0];
    const host = /^[a-z\d-]+(?:\.[a-z\d-]+)+/i.exec(text.slice(at + 1, at + 1 + longestMailPart))?.[0];
    if (!name || !host) continue;
    const start = at - name.length;
    const end = at + 1 + host.length;
    const href = safeHref(`mailto:${text.slice(start, end)}`);
    if (href) links.push({ start, end, href });
  }
  return links;
}

/** The web and mail addresses in a text, in order, never overlapping. */
export function findLinks(text: string): TextLink[] {
  const all = [...webLinks(text), ...mailLinks(text)].sort((a, b) => a.start - b.start);
  const links: TextLink[] = [];
  for (const link of all) {
    if (link.start >= (links.at(-1)?.end ?? 0)) links.push(link);
  }
  return links;
}
