const HUES = 6;

function hueOf(key: string): number {
  let sum = 0;
  for (const character of key) sum = (sum * 3 + character.charCodeAt(0)) % 65_521;
  return sum % HUES;
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => Array.from(word ?? '?')[0]?.toLocaleUpperCase() ?? '?').join('');
}

/** A coloured disc with initials; the colour stays with the number. */
export const Avatar = ({ name, number, large }: { name: string; number: string; large?: boolean }) => (
  <span className={`avatar hue-${hueOf(number)}${large ? ' avatar-large' : ''}`} aria-hidden="true">
    {initialsOf(name)}
  </span>
);
