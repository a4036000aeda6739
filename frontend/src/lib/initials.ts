/** White text holds AA on each of these, and each stands apart from light and dark surfaces. */
export const avatarColors = [
  '#3b6ea5',
  '#7a5aa6',
  '#a34a6b',
  '#a5523b',
  '#85661a',
  '#4c7a34',
  '#28766c',
  '#546a7b',
] as const;

/** A colour that depends on the id alone. */
export function avatarColor(id: string): string {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) >>> 0;
  return avatarColors[sum % avatarColors.length] ?? avatarColors[0];
}

function firstLetter(word: string | undefined): string {
  return word?.match(/\p{L}/u)?.[0] ?? '';
}

/** The first letters of the first and the last name; `#` for what has no letters, such as a number. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const first = firstLetter(words[0]);
  const last = words.length > 1 ? firstLetter(words.at(-1)) : '';
  return (first + last).toLocaleUpperCase() || '#';
}
