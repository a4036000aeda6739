import { ControlError } from './control-error.ts';
import { isGroupId } from './people.ts';

/** The JSON object that came with a request. Each reader below checks one field of it, or refuses with its name. */
export type Fields = Record<string, unknown>;

const bad = (message: string) => new ControlError(400, 'bad_request', message);

export function readText(fields: Fields, name: string, maxLength: number): string {
  const value = fields[name];
  if (typeof value !== 'string' || value.trim() === '')
    throw bad(`"${name}" must be a text that is not empty`);
  if (value.length > maxLength) throw bad(`"${name}" must have at most ${maxLength} characters`);
  return value;
}

/** A text that may be missing or empty. */
export function readOptionalText(fields: Fields, name: string, maxLength: number): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null || value === '') return undefined;
  return readText(fields, name, maxLength);
}

/** A list of texts, none of them empty, each one there only once. */
export function readList(fields: Fields, name: string, maxItems: number, maxLength: number): string[] {
  const value = fields[name];
  if (!Array.isArray(value) || value.length > maxItems)
    throw bad(`"${name}" must be a list of at most ${maxItems}`);
  const texts = value.map((item: unknown) => readText({ [name]: item }, name, maxLength).trim());
  if (new Set(texts).size !== texts.length) throw bad(`"${name}" has the same text twice`);
  return texts;
}

export function readDecimal(fields: Fields, name: string, range: { min: number; max: number }): number {
  const value = fields[name];
  if (typeof value === 'number' && value >= range.min && value <= range.max) return value;
  throw bad(`"${name}" must be a number from ${range.min} to ${range.max}`);
}

/** A phone number as people write it (+55 11 99999-0001), returned as digits. */
export function readNumber(fields: Fields, name: string): string {
  const digits = readText(fields, name, 40).replace(/[\s().+-]/g, '');
  if (!/^[1-9]\d{6,14}$/.test(digits)) {
    throw bad(`"${name}" must be a phone number with country code: 7 to 15 digits, such as +351 912 345 678`);
  }
  return digits;
}

/** The same, or the id of a group. */
export function readNumberOrGroup(fields: Fields, name: string): string {
  const text = fields[name];
  return typeof text === 'string' && isGroupId(text) ? text : readNumber(fields, name);
}

export function readOneOf<T extends string>(
  fields: Fields,
  name: string,
  choices: readonly T[],
  fallback?: T,
): T {
  const value = fields[name] ?? fallback;
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw bad(`"${name}" must be one of ${choices.join(', ')}`);
  return choice;
}

export function readInteger(
  fields: Fields,
  name: string,
  range: { min: number; max: number; fallback: number },
): number {
  const value = fields[name] ?? range.fallback;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < range.min || value > range.max) {
    throw bad(`"${name}" must be a whole number from ${range.min} to ${range.max}`);
  }
  return value;
}
