import pg from 'pg';
import { sentences } from './portuguese.ts';

/** The conversation that never ends, of a contact called `name`, with the person the ticket belongs to. */
export interface LongConversation {
  name: string;
  ticketId: string;
}

const minutesBetween = 7;

/**
 * Puts so many messages before those of the customer's open ticket, some minutes apart, every third one from the shop.
 * The ticket is the first of the list.
 */
export async function lengthenConversation(
  databaseUrl: string,
  { companyId, customer, messages }: { companyId: string; customer: string; messages: number },
): Promise<LongConversation> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ ticket_id: string; name: string }>(
      `SELECT t.id AS ticket_id, c.push_name AS name FROM tickets t
         JOIN contacts c ON c.company_id = t.company_id AND c.id = t.contact_id
         JOIN contact_identities i ON i.company_id = t.company_id AND i.contact_id = t.contact_id
        WHERE t.company_id = $1 AND i.value = $2`,
      [companyId, customer],
    );
    const [found] = rows;
    if (!found) throw new Error(`${customer} has no ticket`);
    await owner.query(
      `INSERT INTO messages (company_id, ticket_id, contact_id, connection_id, channel_message_id, direction, kind, text,
                             status, author_id, sent_at, created_at, delivered_at, read_at)
       SELECT t.company_id, t.id, t.contact_id, t.connection_id, 'long ' || n,
              CASE WHEN n % 3 = 0 THEN 'outbound' ELSE 'inbound' END, 'text',
              n || ': ' || ($2::text[])[1 + n % cardinality($2::text[])] || repeat(' ' || ($2::text[])[1 + n * 7 % cardinality($2::text[])], n % 4),
              CASE WHEN n % 3 = 0 THEN 'read' END, CASE WHEN n % 3 = 0 THEN t.assignee_id END, at, at,
              CASE WHEN n % 3 = 0 THEN at END, CASE WHEN n % 3 = 0 THEN at END
         FROM tickets t, generate_series(1, $3::int) AS n,
              LATERAL (SELECT now() - make_interval(hours => 2, mins => ($3::int - n) * ${minutesBetween}) AS at) times
        WHERE t.id = $1`,
      [found.ticket_id, sentences, messages],
    );
    await owner.query('UPDATE tickets SET last_message_at = now() WHERE id = $1', [found.ticket_id]);
    await owner.query('VACUUM ANALYZE');
    return { name: found.name, ticketId: found.ticket_id };
  } finally {
    await owner.end();
  }
}

/** Lets the shop's person log in by hand. */
export async function setPassword(databaseUrl: string, userId: string, passwordHash: string): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  await owner.query('UPDATE users SET password_hash = $2 WHERE id = $1', [userId, passwordHash]);
  await owner.end();
}
