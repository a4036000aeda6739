import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { type SheetLimits, SheetUnreadable } from './sheet.ts';

/** Unpacked, of the parts that are read. A file that says less than it has is refused while it is unpacked. */
const mostBytes = 120 * 1024 * 1024;
const mostEntries = 5_000;
const mostSharedCharacters = 30 * 1024 * 1024;

/**
 * The rows of a workbook's first sheet, as texts. Formulas are never looked at, only what they last came to. Read as it is
 * unpacked: neither the sheet nor anything else of the file is ever held as a whole, but for the texts that cells share.
 */
export async function* readXlsx(path: string, limits: SheetLimits): AsyncGenerator<string[]> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true });
    const entries = await listEntries(zip);
    const shared = await readShared(zip, entries.get('xl/sharedStrings.xml'));
    const sheet = entries.get(await firstSheet(zip, entries));
    if (!sheet) throw new SheetUnreadable('not_a_table');
    yield* readRows(zip, sheet, shared, limits);
  } catch (error) {
    throw error instanceof SheetUnreadable ? error : new SheetUnreadable('not_a_table', error);
  } finally {
    zip?.close();
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > mostEntries) throw new SheetUnreadable('not_a_table');
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return entries;
}

/** Where the sheet is that the workbook shows first. */
async function firstSheet(zip: ZipFile, entries: Map<string, Entry>): Promise<string> {
  let relation: string | undefined;
  await scan(zip, entries.get('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'sheet') relation ??= attributes['r:id'];
    },
  });
  let target: string | undefined;
  await scan(zip, entries.get('xl/_rels/workbook.xml.rels'), {
    open: (name, attributes) => {
      if (name === 'Relationship' && attributes.Id === relation) target = attributes.Target;
    },
  });
  if (!target) return 'xl/worksheets/sheet1.xml';
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** The texts that cells share. Of text in several fonts all parts, of Asian reading aids none. */
async function readShared(zip: ZipFile, entry: Entry | undefined): Promise<string[]> {
  const shared: string[] = [];
  let length = 0;
  let inside = false;
  let aside = false;
  let text = '';
  await scan(zip, entry, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') aside = true;
      inside = name === 't';
    },
    text: (part) => {
      if (!inside || aside) return;
      length += part.length;
      if (length > mostSharedCharacters) throw new SheetUnreadable('cell_too_long');
      text += part;
    },
    close: (name) => {
      inside = false;
      if (name === 'rPh') aside = false;
      if (name === 'si') shared.push(text);
    },
  });
  return shared;
}

async function* readRows(
  zip: ZipFile,
  entry: Entry,
  shared: string[],
  limits: SheetLimits,
): AsyncGenerator<string[]> {
  let rows: string[][] = [];
  let row: string[] = [];
  let column = 0;
  let kind = 'n';
  let value = '';
  let inside = false;
  const parse = {
    open(name: string, attributes: Record<string, string>) {
      if (name === 'row') {
        row = [];
        column = 0;
      }
      if (name === 'c') {
        column = columnOf(attributes.r) ?? column;
        kind = attributes.t ?? 'n';
        value = '';
      }
      inside = name === 'v' || name === 't';
    },
    text(part: string) {
      if (!inside) return;
      value += part;
      if (value.length > limits.cell) throw new SheetUnreadable('cell_too_long');
    },
    close(name: string) {
      inside = false;
      if (name === 'row') rows.push(row);
      if (name !== 'c') return;
      const text = cellText(kind, value, shared);
      if (text !== '') {
        if (column >= limits.columns) throw new SheetUnreadable('too_many_columns');
        while (row.length < column) row.push('');
        row[column] = text;
      }
      column += 1;
    },
  };
  const reading = pieces(zip, entry, parse);
  try {
    while (!(await reading.next()).done) {
      yield* rows;
      rows = [];
    }
  } finally {
    await reading.return();
  }
}

/** 0 for `A1`, 27 for `AB12`. */
function columnOf(place: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(place ?? '')?.[0];
  if (!letters) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function cellText(kind: string, value: string, shared: string[]): string {
  if (kind === 's') return shared[Number(value)] ?? '';
  if (kind === 'b') return value === '1' ? 'true' : 'false';
  if (kind === 'e') return '';
  // A long phone number may be kept as 5.511987654321E12.
  if (kind === 'n' && value !== '' && Number.isFinite(Number(value))) return String(Number(value));
  return value;
}

interface Scanner {
  open(name: string, attributes: Record<string, string>): void;
  text?(part: string): void;
  close?(name: string): void;
}

async function scan(zip: ZipFile, entry: Entry | undefined, scanner: Scanner): Promise<void> {
  if (!entry) return;
  const reading = pieces(zip, entry, scanner);
  while (!(await reading.next()).done);
}

/** Reads a part of the file bit by bit; between two of them others have their turn. */
async function* pieces(zip: ZipFile, entry: Entry, scanner: Scanner): AsyncGenerator<undefined, void> {
  if (entry.uncompressedSize > mostBytes || entry.isEncrypted()) throw new SheetUnreadable('not_a_table');
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', () => {
    throw new SheetUnreadable('not_a_table');
  });
  parser.on('error', (error) => {
    throw new SheetUnreadable('not_a_table', error);
  });
  parser.on('opentag', ({ name, attributes }) => scanner.open(plain(name), attributes));
  parser.on('text', (part) => scanner.text?.(part));
  parser.on('cdata', (part) => scanner.text?.(part));
  parser.on('closetag', ({ name }) => scanner.close?.(plain(name)));
  const decoder = new TextDecoder();
  const stream: Readable = await zip.openReadStreamPromise(entry);
  for await (const piece of stream) {
    parser.write(decoder.decode(piece, { stream: true }));
    yield undefined;
  }
  parser.write(decoder.decode()).close();
  yield undefined;
}

/** Some programs write `x:row` for `row`. */
function plain(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
