import type { ContactField } from '@ticketz/contract/contact-fields';
import type {
  ContactImport,
  ImportColumn,
  ImportSettings,
  ImportTarget,
} from '@ticketz/contract/contact-imports';
import { queryOne } from '../../core/unit-of-work.ts';
import { listContactFields } from '../contact-fields/contact-fields.ts';
import { countryOf, readNationalNumber } from '../contacts/phone-number.ts';

type Columns = ContactImport['columns'];

/** Heads as address books and our own export write them, in our languages; folded. */
const heads: readonly (readonly [Exclude<ImportTarget, 'field'>, RegExp])[] = [
  [
    'phone',
    /\b(phone|mobile|cell|whats ?app|telephone|tel|telefone|celular|fone|numero|number|telefono|movil)/,
  ],
  ['email', /\be-?mail|\bcorreo/],
  ['language', /^(language|idioma|lingua)$/],
  ['tags', /^(tags?|etiquetas?|labels?|groups?|grupos?)$/],
  ['notes', /^(notes?|notas?|observac\w*|obs|comments?|comentarios?|anotac\w*)$/],
  [
    'name',
    /^(full |first |last |given |family |display )?(name|surname)$|^(primeiro |nome )?nome( completo)?$|^sobrenome$|^(nombres?|apellidos?)( completos?)?$|^(contact|contato|contacto|cliente|customer)$/,
  ],
];
const fallbackCountry = 'BR';

export function foldHead(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[_.:]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Whose numbers those without country code are, most likely: of where the company's own numbers are. */
export async function guessCountry(): Promise<string> {
  const row = await queryOne<{ phone_number: string }>(
    'SELECT phone_number FROM connections WHERE phone_number IS NOT NULL AND deleted_at IS NULL ORDER BY id LIMIT 1',
  );
  return (row && countryOf(row.phone_number)) ?? fallbackCountry;
}

/** What the columns hold, by their heads and by what is in them. Nothing is lost by a wrong guess: people see it and change it. */
export async function guessSettings(columns: Columns, country: string): Promise<ImportSettings> {
  const guessed = guessColumns(columns, await listContactFields(), country);
  return { columns: guessed, country, known: 'fill', tagIds: [], consent: null, connectionId: null };
}

function guessColumns(columns: Columns, fields: ContactField[], country: string): ImportColumn[] {
  const phone = guessPhone(columns, country);
  const taken = new Set<string>();
  return columns.flatMap(({ header }, column): ImportColumn[] => {
    if (column === phone) return [{ column, target: 'phone' }];
    const head = foldHead(header);
    const field = fields.find(({ name }) => foldHead(name) === head);
    if (head !== '' && field) return [{ column, target: 'field', fieldId: field.id }];
    const target = heads.find(([name, pattern]) => name !== 'phone' && pattern.test(head))?.[0];
    // Of names there may be a first and a last one.
    if (!target || (target !== 'name' && taken.has(target))) return [];
    taken.add(target);
    return [{ column, target }];
  });
}

/** The first column that says so and has numbers; one with numbers; one that says so. */
function guessPhone(columns: Columns, country: string): number {
  const says = columns.map(({ header }) => heads[0]?.[1].test(foldHead(header)) ?? false);
  const has = columns.map(({ samples }) => {
    const filled = samples.filter((sample) => sample !== '');
    const numbers = filled.filter((sample) => readNationalNumber(sample, country) !== null);
    return filled.length > 0 && numbers.length * 2 > filled.length;
  });
  const both = says.findIndex((said, column) => said && has[column]);
  if (both >= 0) return both;
  return has.includes(true) ? has.indexOf(true) : says.indexOf(true);
}
