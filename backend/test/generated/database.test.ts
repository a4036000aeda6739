import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';

/** Tables that are no company's. Feature code can't reach them. */
const nobodys = ['migrations', 'rate_limits', 'socket_io_attachments'];
/** The installation's own, which `asSystem` reaches. */
const installations = ['whatsapp_processes'];
const notCompanies = [...nobodys, ...installations];
/** Unique without a company on purpose: the companies themselves, and that one of them is the operator's. */
const uniqueOverAll = ['companies_pkey', 'companies_one_operator'];

let database: TestDatabase;
let owner: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = database.owner;
});
afterAll(() => database.drop());

async function rowsOf<Row extends object>(sql: string): Promise<Row[]> {
  return (await owner.query<Row>(sql)).rows;
}

const tables = `pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`;

async function companyTables(): Promise<string[]> {
  const rows = await rowsOf<{ relname: string }>(`SELECT c.relname FROM ${tables} ORDER BY 1`);
  return rows.map(({ relname }) => relname).filter((name) => !notCompanies.includes(name));
}

describe('Row-level security', () => {
  it('is on for every table, with both policies', async () => {
    const rows = await rowsOf<{ name: string; secured: boolean; policies: string[] }>(
      `SELECT c.relname AS name, c.relrowsecurity AS secured,
              ARRAY(SELECT p.polname || ' for ' || p.polcmd::text || ' to ' || p.polroles::regrole[]::text || ' '
                           || pg_get_expr(p.polqual, c.oid) || ' ' || pg_get_expr(p.polwithcheck, c.oid)
                      FROM pg_policy p WHERE p.polrelid = c.oid ORDER BY 1) AS policies
         FROM ${tables}`,
    );
    const missing = rows.filter(({ name }) => !notCompanies.includes(name));
    expect(missing.length).toBeGreaterThan(10);
    for (const { name, secured, policies } of missing) {
      const column = name === 'companies' ? 'id' : 'company_id';
      const own = `(${column} = ( SELECT current_company_id() AS current_company_id))`;
      expect({ name, secured, policies }).toEqual({
        name,
        secured: true,
        policies: [
          `company for * to {ticketz_app} ${own} ${own}`,
          'system for * to {ticketz_system} true true',
        ],
      });
    }
  });

  it.each([
    ['the tables that are nobodys to the owner', nobodys, ['ticketz_app', 'ticketz_system']],
    ['those of the installation to the system', installations, ['ticketz_app']],
  ])('leaves %s', async (_, names, roles) => {
    const rows = await rowsOf<{ name: string }>(
      `SELECT c.relname AS name FROM ${tables} AND c.relname = ANY('{${names.join(',')}}')
          AND EXISTS (SELECT FROM unnest('{${roles.join(',')}}'::name[]) AS role
                       WHERE has_table_privilege(role, c.oid, 'SELECT, INSERT, UPDATE, DELETE'))`,
    );
    expect(rows).toEqual([]);
  });

  it('binds the roles, and nothing runs around it', async () => {
    const roles = await rowsOf(
      `SELECT rolname FROM pg_roles WHERE rolname LIKE 'ticketz\\_%' AND (rolsuper OR rolbypassrls OR rolcanlogin)`,
    );
    const definers = await rowsOf(
      `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef`,
    );
    const views = await rowsOf(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')`,
    );
    expect({ roles, definers, views }).toEqual({ roles: [], definers: [], views: [] });
  });

  it('is left by two functions, which name the company themselves', async () => {
    const leaving = await rowsOf<{ name: string }>(
      `SELECT proname AS name FROM pg_proc, unnest(proconfig) AS setting
        WHERE pronamespace = 'public'::regnamespace AND setting LIKE 'role=%'`,
    );
    expect(leaving.map(({ name }) => name).sort()).toEqual(['find_contacts', 'search_messages']);
    const [ours, theirs] = await Promise.all([insertCompany(), insertCompany()]);
    for (const company of [ours, theirs]) {
      await owner.query(
        `WITH person AS (INSERT INTO contacts (company_id, push_name) VALUES ($1, 'Maria') RETURNING id)
         INSERT INTO contact_identities (company_id, contact_id, kind, value)
         SELECT $1, id, 'phone', '5511987654321' FROM person`,
        [company],
      );
      await owner.query(
        `INSERT INTO message_texts (company_id, sent_at, message_id, ticket_id, connection_id, direction, kind, text)
         VALUES ($1, now(), uuidv7(), uuidv7(), uuidv7(), 'inbound', 'text', ' bom dia')`,
        [company],
      );
    }
    for (const [name, digits] of [
      ['maria', 'NULL'],
      ['nobody', `'98765'`],
    ]) {
      expect(await asCompany(ours, `SELECT find_contacts('${name}', ${digits}, 10)`)).toBe(1);
      expect(await asCompany('', `SELECT find_contacts('${name}', ${digits}, 10)`)).toBe(0);
    }
    const said = `SELECT search_messages('{bom}', NULL, NULL, NULL, NULL, NULL, NULL, 10)`;
    expect(await asCompany(ours, said)).toBe(1);
    expect(await asCompany('', said)).toBe(0);
    // Their way out ends with them.
    expect(
      await asCompany(
        ours,
        'SELECT 1 FROM contacts, (SELECT count(find_contacts) FROM find_contacts($$maria$$, NULL, 10)) f',
      ),
    ).toBe(1);
  });

  it('shows and takes no row of another company', async () => {
    const [ours, theirs] = await Promise.all([insertCompany(), insertCompany()]);
    for (const table of await companyTables()) {
      const column = table === 'companies' ? 'id' : 'company_id';
      const seen = await asCompany(ours, `SELECT 1 FROM ${table} WHERE ${column} = '${theirs}'`);
      expect(seen, table).toBe(0);
      const changed = await asCompany(
        ours,
        `UPDATE ${table} SET ${column} = ${column} WHERE ${column} = '${theirs}'`,
      );
      expect(changed, table).toBe(0);
    }
    const moved = asCompany(ours, `UPDATE users SET company_id = '${theirs}'`);
    await expect(moved).rejects.toThrow(/row-level security/);
    const added = asCompany(ours, `INSERT INTO connections (company_id, name) VALUES ('${theirs}', 'x')`);
    await expect(added).rejects.toThrow(/row-level security/);
  });
});

describe('Keys hold the companies apart', () => {
  it('by a company in every row', async () => {
    const rows = await rowsOf<{ name: string }>(
      `SELECT c.relname AS name FROM ${tables} AND NOT EXISTS (
         SELECT FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attname = 'company_id' AND a.attnotnull AND a.atttypid = 'uuid'::regtype)`,
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(['companies', ...notCompanies].sort());
  });

  it('by unique keys that start with the company', async () => {
    const rows = await rowsOf<{ name: string }>(
      `SELECT i.indexrelid::regclass::text AS name
         FROM pg_index i JOIN ${tables.replace('pg_class c WHERE', 'pg_class c ON c.oid = i.indrelid WHERE')}
          AND i.indisunique AND c.relname <> ALL('{${notCompanies.join(',')}}')
          AND (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = i.indkey[0])
              IS DISTINCT FROM 'company_id'`,
    );
    expect(rows.map(({ name }) => name).sort()).toEqual([...uniqueOverAll].sort());
  });

  it('by foreign keys that start with the company on both sides', async () => {
    const rows = await rowsOf<{ name: string; first: string; target: string }>(
      `SELECT k.conname AS name,
              (SELECT attname FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = k.conkey[1]) AS first,
              k.confrelid::regclass || '.' ||
              (SELECT attname FROM pg_attribute WHERE attrelid = k.confrelid AND attnum = k.confkey[1]) AS target
         FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace`,
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const { name, first, target } of rows) {
      expect(first, name).toBe('company_id');
      expect(target, name).toMatch(/^companies\.id$|\.company_id$/);
    }
  });
});

async function insertCompany(): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `WITH company AS (INSERT INTO companies (name) VALUES ('A company') RETURNING id),
          person AS (INSERT INTO users (company_id, name, email, password_hash, role)
                     SELECT id, 'Ana', 'ana@example.com', 'x', 'agent' FROM company)
     SELECT id FROM company`,
  );
  return rows[0]?.id ?? '';
}

/** Runs one statement as a feature would, and answers how many rows it met. */
async function asCompany(companyId: string, sql: string): Promise<number> {
  const client = await owner.connect();
  try {
    await client.query('BEGIN; SET LOCAL ROLE ticketz_app');
    await client.query(`SELECT set_config('app.company_id', $1, true)`, [companyId]);
    return (await client.query(sql)).rowCount ?? 0;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}
