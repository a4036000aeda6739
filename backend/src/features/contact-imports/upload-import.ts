import { type ContactImport, importLimits } from '@ticketz/contract/contact-imports';
import { AppError } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { readSheet } from '../../core/sheets/read-sheet.ts';
import { SheetUnreadable } from '../../core/sheets/sheet.ts';
import { withCompany } from '../../core/tenancy.ts';
import { readNationalNumber } from '../contacts/phone-number.ts';
import { cleanFileName } from '../files/file-name.ts';
import { type Incoming, receiveUpload } from '../files/receive-upload.ts';
import { createTurns } from '../files/turns.ts';
import { guessCountry } from './guess-settings.ts';
import { stageRows } from './stage-rows.ts';

const fewestDigits = 8;
/** Reading a large one takes a second or two of a core. */
const turns = createTurns(1);

/** Reads a file with contacts. Throws `import_unreadable` and `file_too_large`. */
export async function uploadImport(
  actor: Actor,
  { name, ...upload }: Incoming & { name: string | null },
): Promise<ContactImport> {
  const incoming = await receiveUpload(upload, importLimits.bytes);
  try {
    return await turns(() => readFile(actor, incoming.path, cleanFileName(name)));
  } finally {
    await incoming.remove();
  }
}

async function readFile(actor: Actor, path: string, name: string | null): Promise<ContactImport> {
  // One more than contacts: the heads.
  const rows = readSheet(path, { ...importLimits, rows: importLimits.rows + 1 });
  try {
    const first = await rows.next();
    if (first.done) throw new SheetUnreadable('empty');
    const country = await withCompany(actor.companyId, guessCountry);
    const hasHeads = !first.value.some((cell) => isNumber(cell, country));
    const headers = hasHeads ? first.value : [];
    const contacts = hasHeads ? rows : withFirst(first.value, rows);
    return await stageRows(actor, {
      source: 'file',
      name: name ?? 'contacts',
      headers,
      rows: mustHaveOne(contacts),
    });
  } catch (error) {
    if (!(error instanceof SheetUnreadable)) throw error;
    throw new AppError('import_unreadable', { cause: error, details: { reason: error.reason } });
  }
}

function isNumber(cell: string, country: string): boolean {
  return cell.replaceAll(/\D/g, '').length >= fewestDigits && readNationalNumber(cell, country) !== null;
}

async function* withFirst(first: string[], others: AsyncIterable<string[]>): AsyncGenerator<string[]> {
  yield first;
  yield* others;
}

async function* mustHaveOne(rows: AsyncIterable<string[]>): AsyncGenerator<string[]> {
  let any = false;
  for await (const row of rows) {
    any = true;
    yield row;
  }
  if (!any) throw new SheetUnreadable('empty');
}
