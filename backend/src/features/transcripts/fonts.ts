import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** A file with the characters of some ranges, as the packages of fonts cut them. */
interface Slice {
  /** What the document calls it. */
  name: string;
  path: string;
  ranges: [first: number, last: number][];
}

/** Letters, bold ones for names, then what is none: in this order a character is looked for. */
const families = [
  { family: 'noto-sans', weight: 400, bold: false },
  { family: 'noto-emoji', weight: 400, bold: false },
  { family: 'noto-sans', weight: 700, bold: true },
] as const;
const firstSlices = ['latin', 'latin-ext'];
const unicodeRanges = z.record(z.string(), z.string());
const require = createRequire(import.meta.url);

let known: { plain: Slice[]; bold: Slice[] } | undefined;

/** The slices that hold plain and bold text. Read once; the fonts themselves only when a document needs them. */
function slices(): { plain: Slice[]; bold: Slice[] } {
  known ??= {
    plain: families.filter(({ bold }) => !bold).flatMap(readSlices),
    bold: families.filter(({ bold }) => bold).flatMap(readSlices),
  };
  return known;
}

function readSlices({ family, weight }: { family: string; weight: number }): Slice[] {
  const folder = dirname(require.resolve(`@fontsource/${family}/package.json`));
  const ranges = unicodeRanges.parse(JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')));
  return Object.entries(ranges)
    .map(([key, text]) => {
      const subset = key.replaceAll(/[[\]]/g, '');
      const name = `${family}-${subset}-${weight}`;
      return { subset, name, path: join(folder, 'files', `${name}-normal.woff`), ranges: parseRanges(text) };
    })
    .toSorted((one, other) => rank(one.subset) - rank(other.subset));
}

function rank(subset: string): number {
  const place = firstSlices.indexOf(subset);
  return place < 0 ? firstSlices.length : place;
}

/** `U+0-ff,U+2122` */
function parseRanges(text: string): [number, number][] {
  return text.split(',').map((range) => {
    const [first = '', last = first] = range.trim().slice(2).split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  });
}

export interface FontRun {
  text: string;
  font: Pick<Slice, 'name' | 'path'>;
}

/** Joins emoji into one, and picks how they look: what we draw stands side by side. */
const joiners = /\u200d|\ufe0e|\ufe0f|[\u{1f3fb}-\u{1f3ff}]/gu;
/** For characters that no font here has. */
const replacement = '\ufffd';

/** The text in parts, each with the font that has its characters. */
export function fontRuns(text: string, bold = false): FontRun[] {
  const { plain, bold: heavy } = slices();
  const order = bold ? [...heavy, ...plain] : plain;
  const runs: { text: string; font: Slice }[] = [];
  for (const character of text.replaceAll(joiners, '')) {
    const last = runs.at(-1);
    const found =
      last && has(last.font, character) ? last.font : order.find((slice) => has(slice, character));
    const shown = found ? character : replacement;
    const font = found ?? order[0];
    if (!font) throw new Error('There are no fonts');
    if (last?.font === font) last.text += shown;
    else runs.push({ text: shown, font });
  }
  return runs;
}

function has({ ranges }: Slice, character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return ranges.some(([first, last]) => code >= first && code <= last);
}
