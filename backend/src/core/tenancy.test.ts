import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/harness/test-database.ts';
import { connectDatabase, type Database } from './database.ts';
import { createLogger } from './logger.ts';
import { asSystem, assertPoliciesHold, useDatabase, withCompany } from './tenancy.ts';
import { afterCommit, query } from './unit-of-work.ts';

const one = '019aa000-0000-7000-8000-000000000001';
const two = '019aa000-0000-7000-8000-000000000002';
const logger = createLogger({ level: 'silent', name: 'test' });
let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  database = connectDatabase({ url: test.url, poolSize: 4, logger });
  useDatabase({ database, logger, onCommitted: () => undefined });
  await test.owner.query(`INSERT INTO companies (id, name) VALUES ('${one}', 'One'), ('${two}', 'Two')`);
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

const addContact = () =>
  query<{ id: string; company_id: string }>('INSERT INTO contacts DEFAULT VALUES RETURNING *');

describe('withCompany', () => {
  it('shows and writes only rows of its company', async () => {
    const [mine] = await withCompany(one, addContact);
    expect(mine?.company_id).toBe(one);
    const seen = await withCompany(two, () => query('SELECT * FROM contacts'));
    expect(seen).toEqual([]);
    const changed = await withCompany(two, () =>
      query('UPDATE contacts SET push_name = $1 RETURNING id', ['x']),
    );
    expect(changed).toEqual([]);
    await expect(
      withCompany(two, () => query('INSERT INTO contacts (company_id) VALUES ($1)', [one])),
    ).rejects.toThrow('row-level security');
  });

  it('joins a nested unit of work of the same company and refuses another', async () => {
    await withCompany(one, async () => {
      await withCompany(one, addContact);
      await expect(withCompany(two, addContact)).rejects.toThrow('another company');
      await expect(asSystem(addContact)).rejects.toThrow('a company is running');
    });
  });

  it('rolls back when the work throws, and runs nothing after', async () => {
    const before = await withCompany(one, () => query('SELECT id FROM contacts'));
    let called = false;
    const failing = withCompany(one, async () => {
      await addContact();
      afterCommit(() => {
        called = true;
      });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await withCompany(one, () => query('SELECT id FROM contacts'))).toHaveLength(before.length);
    expect(called).toBe(false);
  });

  it('is an error, not a silent nothing, when a failed statement was swallowed', async () => {
    const swallowing = withCompany(one, async () => {
      await addContact();
      await query('SELECT 1/0').catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow('nothing was written');
  });

  it('leaves the company behind when the connection goes back to the pool', async () => {
    await withCompany(one, addContact);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        withCompany(index % 2 ? one : two, () =>
          query<{ company_id: string }>('SELECT company_id FROM contacts'),
        ),
      ),
    );
    for (const [index, rows] of results.entries()) {
      expect(rows.every((row) => row.company_id === (index % 2 ? one : two))).toBe(true);
    }
  });

  it('refuses an id that is no UUID', async () => {
    await expect(withCompany("x'; DROP TABLE contacts; --", addContact)).rejects.toThrow('Not a UUID');
  });
});

describe('asSystem', () => {
  it('sees every company', async () => {
    const rows = await asSystem(() => query<{ id: string }>('SELECT id FROM companies'));
    expect(rows.map((row) => row.id)).toEqual(expect.arrayContaining([one, two]));
  });
});

describe('outside a unit of work', () => {
  it('no query runs', async () => {
    await expect(query('SELECT 1')).rejects.toThrow('Not in a unit of work');
    await expect(async () => database.sequelize.query('SELECT 1')).rejects.toThrow('Not in a unit of work');
  });
});

describe('assertPoliciesHold', () => {
  it('accepts the role that the policies bind', async () => {
    await assertPoliciesHold();
  });
});
