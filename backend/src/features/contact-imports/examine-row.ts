import { email as emailShape } from '@ticketz/contract/auth';
import type { ContactField, FieldValue } from '@ticketz/contract/contact-fields';
import type { ImportProblem, ImportSettings, ImportTarget } from '@ticketz/contract/contact-imports';
import { languages } from '@ticketz/contract/preferences';
import { valueFor } from '../contact-fields/contact-fields.ts';
import { readNationalNumber } from '../contacts/phone-number.ts';

/** A contact as a row wants it. What is null or empty isn't said. */
export interface Wanted {
  phone: string;
  name: string | null;
  email: string | null;
  language: string | null;
  notes: string | null;
  tags: string[];
  fields: Record<string, FieldValue>;
}

/** What is wrong with a row, and in which column. */
export class RowProblem extends Error {
  readonly code: ImportProblem;
  readonly column: number | null;

  constructor(code: ImportProblem, column: number | null) {
    super(code);
    this.name = 'RowProblem';
    this.code = code;
    this.column = column;
  }
}

const longest = { name: 120, notes: 5_000, tag: 40, text: 500 };
const mostTags = 10;
/** Days from Excel's first one to that of Unix. */
const unixDay = 25_569;
const dayMs = 86_400_000;
const yes = new Set(['yes', 'true', '1', 'x', 'sim', 's', 'si', 'sí', 'y', 'verdadeiro', 'verdadero']);
const no = new Set(['no', 'false', '0', 'nao', 'não', 'n', 'falso']);

/** What our own export puts before what a spreadsheet would run. */
const guarded = /^'(?=[=+\-@\t\r])/;

/** A text of the file, harmless also to a program that takes it for a formula: nobody's name begins with `=`. */
export function plainText(cell: string): string {
  const text = cell
    .replace(guarded, '')
    .replace(/^[=\s]+/, '')
    .trim();
  return /^[+\-@]/.test(text) && callsSomething(text) ? text.replace(/^[=+\-@\s]+/, '') : text;
}

/** `SUM(…)`, or `cmd|'…'!A0`; `- see below` and `+55 (11)` don't. */
function callsSomething(text: string): boolean {
  const bar = text.indexOf('|');
  return /[a-z]\(/i.test(text) || (bar >= 0 && text.indexOf('!', bar) > 0);
}

/** Reads a row by the settings. Throws `RowProblem`. */
export function examineRow(
  cells: string[],
  settings: ImportSettings,
  fields: Map<string, ContactField>,
): Wanted {
  const at = (target: ImportTarget) =>
    settings.columns.filter((one) => one.target === target).map(({ column }) => column);
  const text = (column: number) => plainText(cells[column] ?? '');
  const joined = (target: ImportTarget, separator: string) =>
    at(target)
      .map(text)
      .filter((part) => part !== '')
      .join(separator) || null;
  const name = joined('name', ' ');
  const notes = joined('notes', '\n');
  if (name && name.length > longest.name) throw new RowProblem('too_long', at('name')[0] ?? null);
  if (notes && notes.length > longest.notes) throw new RowProblem('too_long', at('notes')[0] ?? null);
  return {
    phone: phoneOf(cells, at('phone'), settings.country),
    name,
    notes,
    email: first(at('email'), text, emailOf),
    language: first(at('language'), text, languageOf),
    tags: tagsOf(at('tags'), text),
    fields: fieldsOf(settings, text, fields),
  };
}

function phoneOf(cells: string[], columns: number[], country: string): string {
  let wrong: number | null = null;
  for (const column of columns) {
    const cell = (cells[column] ?? '').replace(guarded, '').trim();
    if (cell === '') continue;
    // Address books put several numbers of a kind into one cell.
    for (const one of cell.split(/ ?::: ?|[,;]/)) {
      const phone = readNationalNumber(one, country);
      if (phone) return phone;
    }
    wrong ??= column;
  }
  throw wrong === null
    ? new RowProblem('no_phone', columns[0] ?? null)
    : new RowProblem('invalid_phone', wrong);
}

function first<Value>(
  columns: number[],
  text: (column: number) => string,
  read: (cell: string, column: number) => Value,
): Value | null {
  const column = columns.find((one) => text(one) !== '');
  return column === undefined ? null : read(text(column), column);
}

function emailOf(cell: string, column: number): string {
  const parsed = emailShape.safeParse(cell);
  if (!parsed.success) throw new RowProblem('invalid_email', column);
  return parsed.data;
}

/** `pt-BR`, `pt_br` and `pt` are one. */
function languageOf(cell: string, column: number): string {
  const wanted = cell.toLowerCase().replace('_', '-');
  const language =
    languages.find((one) => one.toLowerCase() === wanted) ??
    languages.find((one) => one.split('-')[0] === wanted.split('-')[0]);
  if (!language) throw new RowProblem('invalid_language', column);
  return language;
}

function tagsOf(columns: number[], text: (column: number) => string): string[] {
  const tags: string[] = [];
  for (const column of columns) {
    const names = text(column)
      .split(/[,;]| ::: /)
      .map((name) => plainText(name.trim()))
      .filter((name) => name !== '');
    if (names.some((name) => name.length > longest.tag)) throw new RowProblem('too_long', column);
    tags.push(...names);
    if (tags.length > mostTags) throw new RowProblem('too_many_tags', column);
  }
  return [...new Set(tags)];
}

function fieldsOf(
  { columns }: ImportSettings,
  text: (column: number) => string,
  fields: Map<string, ContactField>,
): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const { column, fieldId } of columns) {
    const field = fieldId ? fields.get(fieldId) : undefined;
    const cell = text(column);
    if (!field || cell === '') continue;
    const value = valueFor(field, readValue(field, cell));
    if (value === null || cell.length > longest.text) throw new RowProblem('invalid_value', column);
    values[field.id] = value;
  }
  return values;
}

/** A cell in the form that the field has; as it is where it can't be read. */
function readValue(field: ContactField, cell: string): FieldValue {
  const plain = cell.toLowerCase();
  if (field.kind === 'yes_no') return yes.has(plain) ? true : no.has(plain) ? false : cell;
  if (field.kind === 'number') return readNumber(cell) ?? cell;
  if (field.kind === 'date') return readDate(cell);
  if (field.kind === 'choice') return field.choices.find((choice) => choice.toLowerCase() === plain) ?? cell;
  return cell;
}

/** `1,234.5`, `1.234,5` and `1234,5` are numbers; the last point or comma is the decimal one, unless it stands in groups. */
function readNumber(cell: string): number | null {
  const compact = cell.replaceAll(/\s/g, '');
  if (!/^-?[\d.,]+$/.test(compact)) return null;
  const last = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','));
  const mark = compact[last] ?? '';
  const repeated = mark !== '' && compact.indexOf(mark) !== last;
  const whole = last < 0 || repeated;
  const plain = whole
    ? compact.replaceAll(/[.,]/g, '')
    : `${compact.slice(0, last).replaceAll(/[.,]/g, '')}.${compact.slice(last + 1)}`;
  const value = Number(plain);
  return plain !== '' && Number.isFinite(value) ? value : null;
}

/** `2026-11-21`, `21/11/2026`, `21.11.2026`, and the days that Excel counts. */
function readDate(cell: string): string {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell);
  if (local) return `${local[3]}-${local[2]?.padStart(2, '0')}-${local[1]?.padStart(2, '0')}`;
  if (/^\d{4,5}(\.\d+)?$/.test(cell))
    return new Date((Math.floor(Number(cell)) - unixDay) * dayMs).toISOString().slice(0, 10);
  return cell.slice(0, 10);
}
