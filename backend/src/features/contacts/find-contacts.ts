import { query } from '../../core/unit-of-work.ts';

/** What somebody typed to find people, as `find_contacts` and the tables' search columns take it. */
export interface SearchTerms {
  /** Part of a name; accents and capitals don't matter. */
  name: string;
  /** Part of a phone number, where the text looks like one. */
  digits: string | null;
  /** The text as a whole number, where it is one. */
  number: number | null;
}

const largestNumber = 2_147_483_647;
const fewestDigits = 3;

export function searchTerms(search: string): SearchTerms {
  const digits = search.replace(/\D/g, '');
  const looksLikeNumber = digits.length > 0 && /^[\d\s()+#.-]+$/.test(search);
  const number = looksLikeNumber ? Number(digits) : Number.NaN;
  return {
    name: search,
    digits: looksLikeNumber && digits.length >= fewestDigits ? digits : null,
    number: number <= largestNumber ? number : null,
  };
}

/** The ids of all contacts that fit, or null when there are more than `most`. */
export async function findContacts({ name, digits }: SearchTerms, most: number): Promise<string[] | null> {
  const rows = await query<{ id: string }>(
    'SELECT id FROM find_contacts($1, $2, $3) AS id',
    [name, digits, most + 1],
    'find-contacts',
  );
  return rows.length > most ? null : rows.map(({ id }) => id);
}

/**
 * The same conditions as SQL over the id of one contact: for who looks at contacts one by one. `OFFSET 0` keeps it so:
 * Postgres would rather read all contacts first.
 */
export function contactIsCalled(contactId: string, name: string): string {
  return `EXISTS (SELECT FROM contacts c
    WHERE c.id = ${contactId} AND c.search_name LIKE (SELECT search_pattern(${name})) OFFSET 0)`;
}

export function contactHasNumber(contactId: string, digits: string): string {
  return `EXISTS (SELECT FROM contact_identities i
    WHERE i.contact_id = ${contactId} AND i.kind = 'phone' AND i.value LIKE '%' || ${digits}::text || '%' OFFSET 0)`;
}
