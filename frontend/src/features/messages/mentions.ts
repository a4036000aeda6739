import type { UserSummary } from '@ticketz/contract/users';

/** Those who are named in a text, by an `@` before their name. Of two names that begin alike the longer one counts. */
export function mentionedIn<Person extends UserSummary>(text: string, people: readonly Person[]): Person[] {
  const found = new Set(splitMentions(text, people).map(({ mention }) => mention));
  return people.filter((person) => found.has(person));
}

interface Part<Person> {
  text: string;
  mention: Person | null;
}

/** A text in parts: the names of people in it, and what is between them. */
export function splitMentions<Person extends UserSummary>(
  text: string,
  people: readonly Person[],
): Part<Person>[] {
  const longestFirst = people.toSorted((one, other) => other.name.length - one.name.length);
  const parts: Part<Person>[] = [];
  let done = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const mention = longestFirst.find(({ name }) => isNamed(text, at + 1, name));
    if (!mention) continue;
    if (at > done) parts.push({ text: text.slice(done, at), mention: null });
    done = at + 1 + mention.name.length;
    parts.push({ text: text.slice(at, done), mention });
  }
  if (done < text.length) parts.push({ text: text.slice(done), mention: null });
  return parts;
}

const letter = /[\p{L}\p{N}]/u;

/** The name as a whole: `@Ana` doesn't name her in `@Anabela`. */
function isNamed(text: string, start: number, name: string): boolean {
  return name !== '' && text.startsWith(name, start) && !letter.test(text.charAt(start + name.length));
}
