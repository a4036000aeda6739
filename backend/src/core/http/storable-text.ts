/** A NUL, or half of a surrogate pair: Postgres takes neither. */
const unstorable = /\0|\p{Surrogate}/u;

/** True when every text in `value`, however deep, can be stored. `value` has been parsed, so it isn't endless. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !unstorable.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isStorable);
}
