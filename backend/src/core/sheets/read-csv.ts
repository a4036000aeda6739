import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type SheetLimits, SheetUnreadable } from './sheet.ts';

const separators = [',', ';', '\t', '|'];
/** Enough to see what separates the cells. */
const sampleLength = 16_384;
const pieceLength = 65_536;
/** Spreadsheets write this first line to say what separates cells. */
const spokenSeparator = /^sep=(.)\r?\n/i;

/** The rows of a CSV file, whatever separates its cells and whichever of the usual encodings it has. */
export async function* readCsv(path: string, { cell, columns }: SheetLimits): AsyncGenerator<string[]> {
  const whole = decode(await readFile(path));
  const spoken = spokenSeparator.exec(whole);
  const text = spoken ? whole.slice(spoken[0].length) : whole;
  if (text.includes('\0')) throw new SheetUnreadable('not_a_table');
  const parser = parse({
    delimiter: spoken?.[1] ?? separatorOf(text),
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // A quote that is never closed swallows the rest of the file: not into one cell of any length.
    max_record_size: cell * columns,
  });
  try {
    for await (const record of Readable.from(pieces(text)).pipe(parser)) yield record;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const tooLong = error.code === 'CSV_MAX_RECORD_SIZE';
    throw new SheetUnreadable(tooLong ? 'cell_too_long' : 'not_a_table', error);
  }
}

/** In pieces: a large file as one would keep this process from everything else. */
function* pieces(text: string): Generator<string> {
  for (let from = 0; from < text.length; from += pieceLength) yield text.slice(from, from + pieceLength);
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // Takes the byte order mark away, too. What isn't UTF-8 was written by an old spreadsheet of the West.
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}

/** The one that makes as many cells of each of the first lines, and of those the one that makes most. */
function separatorOf(text: string): string {
  const sample = text.slice(0, sampleLength).replace(/"(?:[^"]|"")*"/g, '""');
  const lines = sample
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  // The last one may be cut off.
  const whole = lines.length > 1 && text.length > sampleLength ? lines.slice(0, -1) : lines;
  const scores = separators.map((separator) => {
    const counts = whole.map((line) => line.split(separator).length - 1);
    const first = counts[0] ?? 0;
    const even = counts.filter((count) => count === first).length;
    return { separator, score: first === 0 ? 0 : even * 1_000 + first };
  });
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one));
  return best.score > 0 ? best.separator : ',';
}
