import { query } from '../../core/unit-of-work.ts';
import { phoneVariants } from '../contacts/phone-variants.ts';

/**
 * The contacts of these numbers, by number: in whichever form the channel knows a number, and also those of whom only
 * the hidden id was known so far, where the channel has told whose that is.
 */
export async function findKnownPeople(phones: string[]): Promise<Map<string, string>> {
  const forms = phones.flatMap((phone) => phoneVariants(phone).map((form) => ({ phone, form })));
  const rows = await query<{ phone: string; contact_id: string }>(
    `WITH asked AS (SELECT phone, form FROM unnest($1::text[], $2::text[]) AS given (phone, form))
     SELECT DISTINCT ON (phone) phone, contact_id FROM (
       SELECT a.phone, i.contact_id, 1 AS rank FROM asked a
         JOIN contact_identities i ON i.kind = 'phone' AND i.value = a.form
       UNION ALL
       SELECT a.phone, i.contact_id, 2 FROM asked a JOIN contact_links l ON l.phone = a.form
         JOIN contact_identities i ON i.kind = 'lid' AND i.value = l.lid) found
      ORDER BY phone, rank, contact_id`,
    [forms.map(({ phone }) => phone), forms.map(({ form }) => form)],
  );
  return new Map(rows.map(({ phone, contact_id }) => [phone, contact_id]));
}
