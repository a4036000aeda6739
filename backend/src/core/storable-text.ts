/** A NUL, or half of a surrogate pair: Postgres takes neither. */
const unstorable = /\0|\p{Surrogate}/u;

/** True when every text in `value`, however deep, can be stored. `value` has been parsed, so it isn't endless. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !unstorable.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isStorable);
}

const nuls = /\0/g;
const halves = /\p{Surrogate}/gu;

/**
 * A text from outside as it can be stored: at most `maxLength` UTF-16 units, without NULs and without half surrogate
 * pairs, those that cutting makes included.
 */
export function toStorable(text: string, maxLength: number): string {
  return text.replace(nuls, '').slice(0, maxLength).replace(halves, '');
}
