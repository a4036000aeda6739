import { open } from 'node:fs/promises';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { type SheetLimits, withinLimits } from './sheet.ts';

const zip = Buffer.from('PK\u0003\u0004');

/** The rows of a CSV file, or of the first sheet of an XLSX file: its bytes say which. Throws `SheetUnreadable`. */
export async function* readSheet(path: string, limits: SheetLimits): AsyncGenerator<string[]> {
  const rows = (await beginsWith(path, zip)) ? readXlsx(path, limits) : readCsv(path, limits);
  yield* withinLimits(rows, limits);
}

async function beginsWith(path: string, bytes: Buffer): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes.length), 0, bytes.length, 0);
    return bytesRead === bytes.length && buffer.equals(bytes);
  } finally {
    await file.close();
  }
}
