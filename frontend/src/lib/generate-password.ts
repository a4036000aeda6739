/** Without characters that look alike, because it is read out and typed off. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 4;
const groupLength = 4;

/** A random password of 16 characters in four groups: `k7wp-m3xd-…`; about 79 bits. */
export function generatePassword(): string {
  const characters: string[] = [];
  while (characters.length < groups * groupLength) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      // Bytes beyond the last whole round would make the first letters likelier.
      if (byte < 256 - (256 % alphabet.length)) characters.push(alphabet.charAt(byte % alphabet.length));
    }
  }
  const parts = Array.from({ length: groups }, (_, index) =>
    characters.slice(index * groupLength, (index + 1) * groupLength).join(''),
  );
  return parts.join('-');
}
