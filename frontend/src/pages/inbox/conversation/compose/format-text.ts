/** WhatsApp's marks around what is bold, italic, struck through or code. */
export type FormatMark = '*' | '_' | '~' | '`';

export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** Puts the mark around what is selected, or takes it away where it is there already. Blanks at its ends stay outside. */
export function toggleFormat({ text, start, end }: Selected, mark: FormatMark): Selected {
  const selected = text.slice(start, end);
  const inner = selected.trim();
  const from = start + (inner === '' ? 0 : selected.indexOf(inner));
  const to = from + inner.length;
  if (text.charAt(from - 1) === mark && text.charAt(to) === mark) {
    return { text: text.slice(0, from - 1) + inner + text.slice(to + 1), start: from - 1, end: to - 1 };
  }
  return {
    text: text.slice(0, from) + mark + inner + mark + text.slice(to),
    start: from + 1,
    end: to + 1,
  };
}
