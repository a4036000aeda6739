import type pg from 'pg';
import { givenNames, rareWords, sentences, surnames } from './portuguese.ts';

/** How much of everything one company has. */
export interface BigSize {
  tickets: number;
  /** Of them one in a hundred waits, two are open, the rest is closed. */
  messages: number;
  /** Messages of the longest conversation, an open one. */
  longest: number;
  contacts: number;
  agents: number;
  admins: number;
}

export const fullSize: BigSize = {
  tickets: 100_000,
  messages: 1_000_000,
  longest: 100_000,
  contacts: 40_000,
  agents: 40,
  admins: 5,
};

export const tenthSize: BigSize = {
  ...fullSize,
  tickets: 10_000,
  messages: 100_000,
  longest: 10_000,
  contacts: 4_000,
};

/** The years of a shop's life that the data spans. */
const days = 730;

/** Two companies of the same size, in a database that is migrated and has none yet. */
export const companyNames = ['Mercado Aurora', 'Loja Horizonte'] as const;

/**
 * Fills an empty, migrated database with the life of two shops: people who come back, conversations of a few messages
 * and of very many, most of them closed, stored in the order in which they happened. The same each time. As the
 * owner, who must be a superuser: triggers are off and indexes are built at the end, else it would take half an hour.
 */
export async function makeBigData(client: pg.Client, size: BigSize): Promise<void> {
  await client.query(`
    SET session_replication_role = replica;
    SET work_mem = '256MB';
    SET maintenance_work_mem = '512MB';
    SET synchronous_commit = off;
    SET max_parallel_workers_per_gather = 0;
    SELECT setseed(0.42);
  `);
  await makeTexts(client);
  const indexes = await dropIndexes(client, [
    'contacts',
    'contact_identities',
    'tickets',
    'messages',
    'message_texts',
  ]);
  for (const name of companyNames) await makeCompany(client, name, size);
  for (const definition of indexes) await client.query(definition);
  await client.query('DROP TABLE bench_names, bench_sentences, bench_rare; RESET ALL');
  await client.query('VACUUM (FREEZE, ANALYZE)');
  await client.query('CHECKPOINT');
}

async function makeTexts(client: pg.Client): Promise<void> {
  await client.query('CREATE UNLOGGED TABLE bench_names (given text[], surnames text[])');
  await client.query('INSERT INTO bench_names VALUES ($1, $2)', [givenNames, surnames]);
  await client.query('CREATE UNLOGGED TABLE bench_rare (words text[])');
  await client.query('INSERT INTO bench_rare VALUES ($1)', [rareWords]);
  await client.query(
    'CREATE UNLOGGED TABLE bench_sentences (number integer PRIMARY KEY, text text NOT NULL)',
  );
  await client.query(
    'INSERT INTO bench_sentences SELECT place - 1, text FROM unnest($1::text[]) WITH ORDINALITY AS s (text, place)',
    [sentences],
  );
}

/** Drops all but the keys that are constraints; gives the statements that make them again. */
async function dropIndexes(client: pg.Client, tables: string[]): Promise<string[]> {
  const { rows } = await client.query<{
    name: string;
    definition: string;
    constraint: string | null;
    table: string;
  }>(
    `SELECT i.indexrelid::regclass::text AS name, i.indrelid::regclass::text AS table,
            coalesce('ALTER TABLE ' || i.indrelid::regclass || ' ADD CONSTRAINT ' || k.conname || ' '
                       || pg_get_constraintdef(k.oid), pg_get_indexdef(i.indexrelid)) AS definition,
            k.conname AS constraint
       FROM pg_index i LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype = 'u'
      WHERE i.indrelid = ANY ($1::text[]::regclass[]) AND NOT i.indisprimary`,
    [tables],
  );
  for (const { name, constraint, table } of rows) {
    await client.query(
      constraint ? `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}` : `DROP INDEX ${name}`,
    );
  }
  return rows.map(({ definition }) => definition);
}

async function makeCompany(client: pg.Client, name: string, size: BigSize): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    'INSERT INTO companies (name, last_ticket_number) VALUES ($1, $2) RETURNING id',
    [name, size.tickets],
  );
  await client.query(`SELECT set_config('app.company_id', $1, false)`, [rows[0]?.id]);
  await makePeople(client, size);
  await makeContacts(client, size);
  await planTickets(client, size);
  await makeMessages(client);
  await makeTickets(client);
  await client.query('DROP TABLE plan, said');
}

/** Colleagues, each with a log-in that never ends, and the shop's three numbers. */
async function makePeople(client: pg.Client, { agents, admins }: BigSize): Promise<void> {
  await client.query(
    `INSERT INTO users (name, email, password_hash, role)
     SELECT given[1 + n % cardinality(given)] || ' ' || surnames[1 + (n * 7) % cardinality(surnames)],
            'person' || n || '@example.com', 'nothing fits this', CASE WHEN n <= ${admins} THEN 'admin' ELSE 'agent' END
       FROM bench_names, generate_series(1, ${agents + admins}) AS n`,
  );
  await client.query(
    `INSERT INTO sessions (user_id, token_hash, user_agent, ip_address, expires_at)
     SELECT id, sha256(id::text::bytea), 'bench', '127.0.0.1', now() + interval '50 years'
       FROM users WHERE company_id = current_company_id()`,
  );
  await client.query(
    `INSERT INTO connections (name, is_default) SELECT name, name = 'Vendas'
       FROM unnest('{Vendas,Suporte,Financeiro}'::text[]) AS name`,
  );
}

/** Two of three have a number, one of three a name that the shop gave; all call themselves something. */
async function makeContacts(client: pg.Client, { contacts }: BigSize): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE made_contacts AS
     SELECT n, uuidv7(make_interval(secs => -${days} * 86400 * (1 - n::float8 / ${contacts}))) AS id,
            given[1 + (random() ^ 2 * (cardinality(given) - 1))::int] AS given_name,
            surnames[1 + (random() ^ 2 * (cardinality(surnames) - 1))::int] AS surname
       FROM bench_names, generate_series(1, ${contacts}) AS n`,
  );
  await client.query(
    `INSERT INTO contacts (id, given_name, push_name, created_at)
     SELECT id, CASE WHEN n % 3 = 0 THEN given_name || ' ' || surname END,
            CASE WHEN n % 5 = 0 THEN given_name ELSE given_name || ' ' || surname END, uuid_extract_timestamp(id)
       FROM made_contacts ORDER BY n`,
  );
  await client.query(
    `INSERT INTO contact_identities (contact_id, kind, value, created_at)
     SELECT id, kind, CASE kind WHEN 'phone' THEN '55' || (ARRAY[11, 21, 31, 41, 51, 61, 71, 81, 85, 92])[1 + n % 10]
                                             || '9' || lpad((n::bigint * 7919 % 99999989)::text, 8, '0')
                                ELSE (100000000000000 + n::bigint * 7919 * 104729)::text END,
            uuid_extract_timestamp(id)
       FROM made_contacts, unnest('{phone,lid}'::text[]) AS kind
      WHERE (kind = 'phone') <= (n % 3 <> 0 OR n % 2 = 0) ORDER BY n`,
  );
}

/** Ticket 1 is the conversation that never ends; the others come one after the other, the newest ones are worked on. */
async function planTickets(
  client: pg.Client,
  { tickets, messages, longest, contacts }: BigSize,
): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE plan AS
     WITH people AS (SELECT array_agg(id ORDER BY email) AS ids FROM users
                      WHERE company_id = current_company_id() AND role = 'agent'),
          numbers AS (SELECT array_agg(id ORDER BY name) AS ids FROM connections WHERE company_id = current_company_id()),
          shaped AS (SELECT n, random() AS luck,
                            CASE WHEN n = 1 THEN 'open'
                                 WHEN n <= ${tickets} * 0.94 THEN 'closed'
                                 ELSE (ARRAY['open', 'closed', 'pending', 'closed', 'open', 'closed'])[1 + n % 6] END AS status,
                            now() - make_interval(secs => ${days} * 86400 * (1 - (n - 1)::float8 / ${tickets})) AS opened_at
                       FROM generate_series(1, ${tickets}) AS n)
     SELECT shaped.n, uuidv7(opened_at - now()) AS id, status, date_trunc('second', opened_at) AS opened_at, c.id AS contact_id,
            c.n AS contact_number, numbers.ids[1 + shaped.n % 3] AS connection_id,
            CASE WHEN status = 'open' OR (status = 'closed' AND shaped.n % 19 <> 0)
                 THEN people.ids[1 + shaped.n / 6 % cardinality(people.ids)] END AS assignee_id,
            -- Few have very many, most have a handful.
            CASE WHEN shaped.n = 1 THEN ${longest} ELSE 1 + floor(${((messages - longest) / tickets - 0.4) / 2}::float8 * (luck ^ -0.5))::int END AS messages
       FROM shaped JOIN made_contacts c ON c.n = 1 + (shaped.n::bigint * 7919) % ${contacts}, people, numbers`,
  );
  await client.query('DROP TABLE made_contacts');
}

/** What was said in each, from minutes to hours apart, stored in the order of time over all conversations. */
async function makeMessages(client: pg.Client): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE said AS
     SELECT *, uuidv7(sent_at - now()) AS id FROM (
     SELECT p.n, p.id AS ticket_id, p.contact_id, p.connection_id, p.assignee_id, i,
            CASE WHEN i = p.messages AND p.status = 'pending' OR (i * 7 + p.n) % 9 < 5
                 THEN 'inbound' ELSE 'outbound' END AS direction,
            date_trunc('second', least(p.opened_at + CASE WHEN p.n = 1 THEN (now() - p.opened_at) * (i::float8 / p.messages)
                                   ELSE make_interval(secs => (i - 1) * 240 + (i * p.n) % 97) END, now())) AS sent_at,
            floor(random() ^ 1.5 * (SELECT count(*) FROM bench_sentences))::int AS one,
            CASE WHEN random() < 0.6 THEN floor(random() * (SELECT count(*) FROM bench_sentences))::int END AS other,
            floor(random() * 1000000)::int AS extra
       FROM plan p, generate_series(1, p.messages) AS i) AS timed`,
  );
  await client.query(
    `INSERT INTO messages (id, ticket_id, contact_id, connection_id, channel_message_id, direction, kind, text, status,
                           author_id, sent_at, created_at, delivered_at, read_at, client_id)
     SELECT s.id, s.ticket_id, s.contact_id, s.connection_id, '3EB0' || upper(left(md5(s.id::text), 18)), s.direction,
            CASE WHEN s.extra % 20 = 0 THEN 'image' ELSE 'text' END,
            one.text || coalesce(' ' || other.text, '') ||
              CASE WHEN s.extra % 5000 = 7 THEN ' Tem ' || (SELECT words[1 + s.extra / 5000 % cardinality(words)] FROM bench_rare) || '?'
                   WHEN s.extra % 10 = 3 THEN ' Pedido ' || s.extra WHEN s.extra % 25 = 4 THEN ' R$ ' || s.extra / 100.0 ELSE '' END,
            CASE WHEN s.direction = 'outbound' THEN 'read' END,
            CASE WHEN s.direction = 'outbound' THEN s.assignee_id END, s.sent_at, s.sent_at + interval '0.4 s',
            CASE WHEN s.direction = 'outbound' THEN s.sent_at + interval '2 s' END,
            CASE WHEN s.direction = 'outbound' THEN s.sent_at + interval '40 s' END,
            CASE WHEN s.direction = 'outbound' THEN gen_random_uuid() END
       FROM said s JOIN bench_sentences one ON one.number = s.one LEFT JOIN bench_sentences other ON other.number = s.other
      ORDER BY s.id`,
  );
  // What the triggers do, which are off.
  await client.query(
    `INSERT INTO message_texts (sent_at, message_id, ticket_id, connection_id, direction, kind, text)
     SELECT sent_at, id, ticket_id, connection_id, direction, kind, searchable_text(text, NULL)
       FROM messages WHERE company_id = current_company_id() ORDER BY id`,
  );
}

async function makeTickets(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO tickets (id, number, status, contact_id, connection_id, assignee_id, reply_address, unread_count,
                          last_message_id, last_message_at, created_at, accepted_at, closed_at, version)
     SELECT p.id, p.n, p.status, p.contact_id, p.connection_id, p.assignee_id, p.contact_number || '@lid',
            CASE WHEN p.status = 'pending' THEN 1 + p.n % 3 WHEN p.status = 'open' AND p.n % 4 = 0 THEN 1 ELSE 0 END,
            s.id, s.sent_at, p.opened_at,
            CASE WHEN p.status <> 'pending' THEN p.opened_at + interval '5 min' END,
            CASE WHEN p.status = 'closed' THEN s.sent_at + interval '10 min' END, 1 + p.messages
       FROM plan p JOIN said s ON s.n = p.n AND s.i = p.messages ORDER BY p.n`,
  );
}
