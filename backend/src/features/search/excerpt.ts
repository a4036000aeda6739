/** So much of a message is shown, and so much of it before the first hit. */
const length = 180;
const before = 50;

export interface Excerpt {
  excerpt: string;
  marks: [number, number][];
}

/** A text as the database folds it, and where each unit of it comes from. */
interface Folded {
  text: string;
  /** For each unit of `text`: where its character begins and ends in the original. */
  from: number[];
  to: number[];
}

/** The part of a text around the first hit, in one line, with the hits of all terms marked. */
export function excerptOf(original: string, terms: string[]): Excerpt {
  const line = original.replace(/\s+/g, ' ').trim();
  const folded = fold(line);
  const hits = terms.flatMap((term) => hitsOf(folded, fold(term).text)).sort(([a], [b]) => a - b);
  const first = hits[0]?.[0] ?? 0;
  const start = first <= before ? 0 : line.indexOf(' ', first - before) + 1;
  const from = start > first || start === 0 ? Math.max(0, Math.min(start, first)) : start;
  const cut = wholeCharacters(line, from, from + length);
  const shown = `${from > 0 ? '…' : ''}${cut}${from + cut.length < line.length ? '…' : ''}`;
  const shift = (from > 0 ? 1 : 0) - from;
  const inside = merged(hits).filter(([begin, end]) => begin >= from && end <= from + cut.length);
  return { excerpt: shown, marks: inside.map(([begin, end]) => [begin + shift, end + shift]) };
}

function fold(text: string): Folded {
  const folded: Folded = { text: '', from: [], to: [] };
  let at = 0;
  for (const character of text) {
    const plain = character
      .normalize('NFD')
      .toLowerCase()
      .replace(/[\u0300-\u036f]/g, '');
    for (let unit = 0; unit < plain.length; unit += 1) {
      folded.from.push(at);
      folded.to.push(at + character.length);
    }
    folded.text += plain;
    at += character.length;
    // An accent of its own belongs to the character before it.
    if (plain === '' && folded.to.length > 0) folded.to[folded.to.length - 1] = at;
  }
  return folded;
}

/** One or two letters are a hit only where a word begins, as in the database. */
function hitsOf({ text, from, to }: Folded, term: string): [number, number][] {
  if (term === '') return [];
  const hits: [number, number][] = [];
  const short = /^[a-z0-9]{1,2}$/.test(term);
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
    if (short && at > 0 && text[at - 1] !== ' ') continue;
    hits.push([from[at] ?? 0, to[at + term.length - 1] ?? 0]);
  }
  return hits;
}

function merged(hits: [number, number][]): [number, number][] {
  const all: [number, number][] = [];
  for (const [from, to] of hits) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

/** Never half of a surrogate pair. */
function wholeCharacters(text: string, from: number, to: number): string {
  const cut = text.slice(from, to);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
