import pg from 'pg';
import { createAccessTokens } from '../../src/features/auth/access-token.ts';
import type { Secrets, Shop } from './product.ts';

const ticketCount = 200;
const messagesPerTicket = 30;

/** A shop at work: some people who are logged in, tickets that are open or wait, conversations. */
export interface BusyShop {
  tokens: string[];
  openTickets: string[];
}

/** Fills a shop that has an admin. Tickets hang on `connectionId`, or on a connection that isn't linked. */
export async function fillShop(
  databaseUrl: string,
  { companyId, userId }: Shop,
  options: { people: number; customers: string[]; connectionId?: string; secrets: Secrets },
): Promise<BusyShop> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  try {
    const connectionId = options.connectionId ?? (await insertConnection(owner, companyId));
    await insertConversations(owner, { companyId, userId, connectionId, customers: options.customers });
    const tickets = await owner.query<{ id: string }>(
      `SELECT id FROM tickets WHERE company_id = $1 AND status = 'open' ORDER BY number`,
      [companyId],
    );
    const people = await insertPeople(owner, companyId, options.people);
    const tokens = createAccessTokens(options.secrets.JWT_SECRET);
    const issued = await Promise.all(people.map((person) => tokens.issue({ companyId, ...person })));
    return {
      tokens: issued.map(({ accessToken }) => accessToken),
      openTickets: tickets.rows.map(({ id }) => id),
    };
  } finally {
    await owner.end();
  }
}

async function insertConnection(owner: pg.Client, companyId: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO connections (company_id, name) VALUES ($1, 'Loja') RETURNING id`,
    [companyId],
  );
  return rows[0]?.id ?? '';
}

/** A ticket for each customer, and for invented ones up to the full number; half are open, half wait. */
async function insertConversations(
  owner: pg.Client,
  shop: { companyId: string; userId: string; connectionId: string; customers: string[] },
): Promise<void> {
  const invented = Array.from(
    { length: Math.max(0, ticketCount - shop.customers.length) },
    (_, index) => `551188${String(1_000_000 + index)}`,
  );
  await owner.query(
    `WITH people AS (
       SELECT uuidv7() AS id, phone, row_number() OVER () AS number FROM unnest($4::text[]) AS phone),
     contacts_made AS (
       INSERT INTO contacts (company_id, id, push_name) SELECT $1, id, 'Cliente ' || number FROM people),
     identities AS (
       INSERT INTO contact_identities (company_id, contact_id, kind, value)
       SELECT $1, id, 'phone', phone FROM people),
     tickets_made AS (
       INSERT INTO tickets (company_id, number, status, contact_id, connection_id, assignee_id, reply_address, accepted_at)
       SELECT $1, number, CASE WHEN number % 2 = 1 THEN 'open' ELSE 'pending' END, id, $3,
              CASE WHEN number % 2 = 1 THEN $2::uuid END, phone || '@s.whatsapp.net', now()
         FROM people RETURNING id, contact_id),
     texts AS (
       INSERT INTO messages (company_id, ticket_id, contact_id, connection_id, channel_message_id, direction, kind,
                             text, sent_at)
       SELECT $1, id, contact_id, $3, 'made ' || id || ' ' || part, 'inbound', 'text',
              'Bom dia, gostaria de saber se o pedido ' || part || ' já saiu para entrega.',
              now() - part * interval '1 minute'
         FROM tickets_made, generate_series(1, ${messagesPerTicket}) AS part)
     UPDATE companies SET last_ticket_number = 10000 WHERE id = $1`,
    [shop.companyId, shop.userId, shop.connectionId, [...shop.customers, ...invented]],
  );
  await owner.query(
    `UPDATE tickets t SET last_message_id = (
       SELECT m.id FROM messages m WHERE m.company_id = t.company_id AND m.ticket_id = t.id
        ORDER BY m.sent_at DESC LIMIT 1) WHERE t.company_id = $1`,
    [shop.companyId],
  );
  await owner.query('ANALYZE');
}

async function insertPeople(
  owner: pg.Client,
  companyId: string,
  count: number,
): Promise<{ userId: string; sessionId: string }[]> {
  const { rows } = await owner.query<{ userId: string; sessionId: string }>(
    `WITH people AS (
       INSERT INTO users (company_id, name, email, password_hash, role)
       SELECT $1, 'Agente ' || n, 'agente' || n || '@example.com', 'nothing fits this', 'admin'
         FROM generate_series(1, $2) AS n RETURNING id)
     INSERT INTO sessions (company_id, user_id, token_hash, user_agent, ip_address, expires_at)
     SELECT $1, id, sha256(id::text::bytea), 'bench', '127.0.0.1', now() + interval '1 day' FROM people
     RETURNING user_id AS "userId", id AS "sessionId"`,
    [companyId, count],
  );
  return rows;
}
