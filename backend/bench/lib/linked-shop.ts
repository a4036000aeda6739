import pg from 'pg';
import { migrations } from '../../migrations/index.ts';
import { createLogger } from '../../src/core/logger.ts';
import { migrate } from '../../src/core/migrate.ts';
import { createVault, type Vault } from '../../src/core/secrets.ts';
import type { SavedAccount } from './memory-auth.ts';
import { makeShop, type Secrets, type Shop } from './product.ts';

/** A shop in a new database, whose connections are linked already: the product opens those that are wanted. */
export async function makeLinkedShop(
  databaseUrl: string,
  accounts: SavedAccount[],
  { secrets, wanted }: { secrets: Secrets; wanted: boolean },
): Promise<Shop> {
  await migrate({ url: databaseUrl, migrations, logger: createLogger({ level: 'fatal', name: 'bench' }) });
  const shop = await makeShop(databaseUrl);
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  await owner.query('BEGIN');
  const vault = createVault(secrets.APP_KEY);
  for (const account of accounts) await insertLinked(owner, { account, vault, wanted, ...shop });
  await owner.query('COMMIT');
  await owner.query('ANALYZE');
  await owner.end();
  return shop;
}

/** Puts a linked account into a database, as a connection of the company; gives the connection's id. */
export async function insertLinked(
  owner: Pick<pg.Client, 'query'>,
  {
    account: { number, creds, keys },
    vault,
    wanted,
    companyId,
  }: { account: SavedAccount; vault: Vault; wanted: boolean; companyId: string },
): Promise<string> {
  const seal = (text: string) => vault.seal(Buffer.from(text));
  const { rows } = await owner.query<{ id: string }>(
    `WITH connection AS (
       INSERT INTO connections (company_id, name, wanted, linked, state, phone_number)
       VALUES ($1, 'Shop ' || $2, CASE WHEN $7 THEN 'on' ELSE 'off' END, true, 'starting', $2)
       RETURNING company_id, id),
     credentials AS (
       INSERT INTO whatsapp_credentials (company_id, connection_id, sealed) SELECT *, $3 FROM connection),
     keys AS (
       INSERT INTO whatsapp_keys (company_id, connection_id, type, id, sealed)
       SELECT connection.*, key.* FROM connection, unnest($4::text[], $5::text[], $6::bytea[]) AS key)
     SELECT id FROM connection`,
    [
      companyId,
      number,
      seal(creds),
      keys.map(([type]) => type),
      keys.map(([, id]) => id),
      keys.map(([, , value]) => seal(value)),
      wanted,
    ],
  );
  return rows[0]?.id ?? '';
}

/** Looks at the connections of a product's database. */
export interface ConnectionWatch {
  /** Wants so many of them, as people do who press "connect". */
  want(count: number): Promise<void>;
  /** Resolves when so many have connected after `since`, with the time when the last one did. */
  connected(count: number, since: number): Promise<number>;
  /** Throws when not so many are connected at this moment. */
  stillConnected(count: number): Promise<void>;
  close(): Promise<void>;
}

const lookEveryMs = 50;
const connectedMs = 240_000;

export async function watchConnections(databaseUrl: string): Promise<ConnectionWatch> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  return {
    async want(count) {
      await owner.query(
        `UPDATE connections SET wanted = 'on' WHERE id IN (SELECT id FROM connections ORDER BY id LIMIT $1)`,
        [count],
      );
    },
    async connected(count, since) {
      const deadline = Date.now() + connectedMs;
      for (;;) {
        const { rows } = await owner.query<{ connected: number; last: number }>({
          name: 'connected',
          text: `SELECT count(*)::int AS connected, extract(epoch FROM max(connected_at))::float8 * 1000 AS last
                   FROM connections WHERE state = 'connected' AND connected_at > to_timestamp($1 / 1000.0)`,
          values: [since],
        });
        const [found] = rows;
        if (found && found.connected >= count) return found.last;
        if (Date.now() > deadline) throw new Error(`${found?.connected} of ${count} sessions are connected`);
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    },
    async stillConnected(count) {
      const { rows } = await owner.query<{ connected: number }>(
        `SELECT count(*)::int AS connected FROM connections WHERE state = 'connected'`,
      );
      if (rows[0]?.connected !== count)
        throw new Error(`${rows[0]?.connected} of ${count} sessions are connected`);
    },
    close: () => owner.end(),
  };
}
