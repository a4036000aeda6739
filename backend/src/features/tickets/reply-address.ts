import { queryOne } from '../../core/unit-of-work.ts';
import { addressFor } from '../connections/address.ts';

/** Where answers to a person go on a connection: where they were last heard from there, or else to their number. Null: nowhere. */
export async function replyAddressOn(connectionId: string, contactId: string): Promise<string | null> {
  const row = await queryOne<{ address: string | null; kind: 'phone' | 'lid' | null; value: string | null }>(
    `SELECT (SELECT t.reply_address FROM tickets t WHERE t.contact_id = c.id AND t.connection_id = $2
              ORDER BY t.last_message_at DESC LIMIT 1) AS address, i.kind, i.value
       FROM contacts c
       LEFT JOIN LATERAL (SELECT kind, value FROM contact_identities WHERE contact_id = c.id
         ORDER BY kind DESC, created_at LIMIT 1) i ON true
      WHERE c.id = $1`,
    [contactId, connectionId],
  );
  if (row?.address) return row.address;
  return row?.kind && row.value ? addressFor({ kind: row.kind, value: row.value }) : null;
}
