import { findLinks, type TextLink } from './text-links.ts';

export type TextNode =
  | { type: 'text'; text: string }
  | { type: 'bold' | 'italic' | 'strike'; children: TextNode[] }
  | { type: 'code' | 'block'; text: string }
  | { type: 'link'; href: string; text: string };

const styles = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
type Mark = keyof typeof styles;

const wordCharacter = /[\p{L}\p{N}]/u;
const fence = '```';

function isMark(character: string | undefined): character is Mark {
  return character === '*' || character === '_' || character === '~';
}
function isWord(character: string | undefined): boolean {
  return character !== undefined && wordCharacter.test(character);
}
function isSpace(character: string | undefined): boolean {
  return character === undefined || character.trim() === '';
}

/** One line's worth of inline formatting, as WhatsApp reads it: `*bold*`, never across lines, never inside a word. */
class InlineParser {
  private readonly text: string;
  private readonly links: TextLink[];
  /** Marks without a closing partner on the rest of this line: looked for once, not at every opening one. */
  private readonly unclosed = new Map<string, number>();

  constructor(text: string) {
    this.text = text;
    this.links = findLinks(text);
  }

  parse(from: number, to: number, inside: string): TextNode[] {
    const nodes: TextNode[] = [];
    let plainFrom = from;
    let at = from;
    const take = (node: TextNode, end: number) => {
      if (at > plainFrom) nodes.push({ type: 'text', text: this.text.slice(plainFrom, at) });
      nodes.push(node);
      at = end;
      plainFrom = end;
    };
    while (at < to) {
      const link = this.linkAt(at, to);
      const code = link ? null : this.codeAt(at, to);
      const mark = this.text[at];
      const closing = !link && !code && isMark(mark) && !inside.includes(mark) ? this.closing(at, to) : -1;
      if (link)
        take({ type: 'link', href: link.href, text: this.text.slice(link.start, link.end) }, link.end);
      else if (code) take({ type: 'code', text: code }, at + code.length + 2);
      else if (closing > 0 && isMark(mark)) {
        take({ type: styles[mark], children: this.parse(at + 1, closing, inside + mark) }, closing + 1);
      } else at += 1;
    }
    if (to > plainFrom) nodes.push({ type: 'text', text: this.text.slice(plainFrom, to) });
    return nodes;
  }

  private linkAt(at: number, to: number): TextLink | undefined {
    let low = 0;
    let high = this.links.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const link = this.links[middle] as TextLink;
      if (link.start === at) return link.end <= to ? link : undefined;
      if (link.start < at) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  private lineEnd(at: number, to: number): number {
    const end = this.text.indexOf('\n', at);
    return end < 0 || end > to ? to : end;
  }

  private codeAt(at: number, to: number): string | null {
    if (this.text[at] !== '`' || at < (this.unclosed.get('`') ?? -1)) return null;
    const lineEnd = this.lineEnd(at, to);
    const end = this.text.indexOf('`', at + 1);
    if (end < 0 || end >= lineEnd) {
      this.unclosed.set('`', lineEnd);
      return null;
    }
    return end > at + 1 ? this.text.slice(at + 1, end) : null;
  }

  private closing(at: number, to: number): number {
    const mark = this.text[at] as string;
    const opens = !isWord(this.text[at - 1]) && !isSpace(this.text[at + 1]) && this.text[at + 1] !== mark;
    if (!opens || at < (this.unclosed.get(mark) ?? -1)) return -1;
    const lineEnd = this.lineEnd(at, to);
    for (let end = at + 2; end < lineEnd; end += 1) {
      const link = this.linkAt(end, to);
      if (link) end = link.end;
      if (
        this.text[end] === mark &&
        end < lineEnd &&
        !isSpace(this.text[end - 1]) &&
        !isWord(this.text[end + 1])
      )
        return end;
    }
    this.unclosed.set(mark, lineEnd);
    return -1;
  }
}

/** A WhatsApp text as a tree to show. Never throws; what isn't well-formed stays as it was written. */
export function parseWhatsAppText(text: string): TextNode[] {
  const nodes: TextNode[] = [];
  const addInline = (part: string) => {
    if (part) nodes.push(...new InlineParser(part).parse(0, part.length, ''));
  };
  let at = 0;
  for (let open = text.indexOf(fence); open >= 0; open = text.indexOf(fence, at)) {
    const close = text.indexOf(fence, open + fence.length);
    if (close < 0) break;
    const code = text.slice(open + fence.length, close).replace(/^\n|\n$/g, '');
    addInline(text.slice(at, open));
    if (code) nodes.push({ type: 'block', text: code });
    at = close + fence.length;
  }
  addInline(text.slice(at));
  return nodes;
}

const pictograph = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[\d#*]\uFE0F?\u20E3/u;
const mostBigEmoji = 3;

/** True for a message of one to three emoji and nothing else: those are shown big. */
export function isOnlyEmoji(text: string): boolean {
  const trimmed = text.trim();
  if (!trimmed || trimmed.length > mostBigEmoji * 16 || typeof Intl.Segmenter === 'undefined') return false;
  const clusters = [...new Intl.Segmenter().segment(trimmed)]
    .map(({ segment }) => segment)
    .filter((s) => s.trim());
  return clusters.length <= mostBigEmoji && clusters.every((cluster) => pictograph.test(cluster));
}
