import { ticketEndpoints } from '@ticketz/contract/tickets';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inboundText } from '../../test/harness/inbound.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../test/harness/test-app.ts';
import { receiveMessage } from '../features/messages/receive-message.ts';
import { publish } from './events.ts';
import type { Reads } from './reads.ts';
import { asSystem, readingForCompany } from './tenancy.ts';
import { afterCommit, query } from './unit-of-work.ts';

const opening = { name: 'test-opening', text: 'SELECT $1::text AS word', values: ['hello'] };
let app: TestApp;
let one: string;
let two: string;

beforeAll(async () => {
  // Few connections to the database: whatever a read leaves behind, another one meets it.
  app = await startTestApp({ environment: { DATABASE_POOL_SIZE: '2' } });
  [one, two] = [await app.makeCompany(), await app.makeCompany()];
  await app.makeConnection(one, 'Of one');
  await app.makeConnection(two, 'Of two');
});
afterAll(() => app.stop());

const reading = <Result>(companyId: string, work: (reads: Reads) => Promise<Result>) =>
  readingForCompany(companyId, opening, work);
const names = (name?: string) => query<{ name: string }>('SELECT name FROM connections', [], name);
/** On each connection, whichever is asked. */
async function settingsLeft(): Promise<unknown[]> {
  const look = () =>
    query(`SELECT coalesce(current_setting('app.company_id', true), '') AS id,
                  current_setting('transaction_read_only') AS read_only, pg_sleep(0.02)`);
  const all = await Promise.all(Array.from({ length: 4 }, () => asSystem(look)));
  return all.flatMap(([row]) => [row?.id, row?.read_only]);
}
const nothingLeft = Array.from({ length: 4 }, () => ['', 'off']).flat();

describe('reads of a company', () => {
  it('show its rows only, at once or later, prepared or not', async () => {
    for (const name of [undefined, 'test-names', 'test-names']) {
      for (const [companyId, found] of [[one, 'Of one'] as const, [two, 'Of two'] as const]) {
        const all = await reading(companyId, async () => [await names(name), await names(name)]);
        expect(all).toEqual([[{ name: found }], [{ name: found }]]);
      }
    }
  });

  it('take the opening statement along, or ask it alone', async () => {
    const word = [{ word: 'hello' }];
    const taken = await reading(one, async (reads) => [await names(), await reads.opening()]);
    expect(taken).toEqual([[{ name: 'Of one' }], word]);
    expect(await reading(one, (reads) => reads.opening())).toEqual(word);
    const failed = await reading(one, async (reads) => {
      await expect(query('SELECT 1 / 0')).rejects.toThrow('division by zero');
      return reads.opening();
    });
    expect(failed).toEqual(word);
  });

  it('write nothing, and have no transaction', async () => {
    await reading(one, async () => {
      await expect(query(`UPDATE connections SET name = 'x'`)).rejects.toThrow('read-only transaction');
      await expect(query(`SELECT set_config('transaction_read_only', 'off', true)`)).rejects.toThrow(
        'read-write mode',
      );
      expect(() => afterCommit(() => undefined)).toThrow('only reads');
      expect(() => publish('ticket.closed', {} as never)).toThrow('only reads');
      await expect(asSystem(names)).rejects.toThrow('of a company is running');
      await expect(reading(two, () => names())).rejects.toThrow('running already');
    });
    expect(await reading(one, () => names())).toEqual([{ name: 'Of one' }]);
  });

  it('leave no company behind on the connection, after an error neither', async () => {
    await Promise.all([reading(one, () => names()), reading(two, () => names())]);
    expect(await settingsLeft()).toEqual(nothingLeft);
    const fail = () => query('SELECT 1 / 0').catch(() => undefined);
    await Promise.all([reading(one, fail), reading(two, fail)]);
    expect(await settingsLeft()).toEqual(nothingLeft);
  });

  it('prepare a statement anew after an error in it, and when its text has changed', async () => {
    const divide = (by: number) => query('SELECT 6 / $1::int AS result', [by], 'test-divide');
    for (const [by, result] of [[0], [2, 3], [0], [0], [3, 2]] as const) {
      const answer = reading(one, () => divide(by));
      if (result === undefined) await expect(answer).rejects.toThrow('division by zero');
      else expect(await answer).toEqual([{ result }]);
    }
    expect(await reading(one, () => query('SELECT 1 AS other', [], 'test-divide'))).toEqual([{ other: 1 }]);
    await reading(one, () => query('SELECT nothing', [], 'test-wrong')).catch(() => undefined);
    expect(await reading(one, () => query('SELECT 2 AS two', [], 'test-wrong'))).toEqual([{ two: 2 }]);
  });

  it('read values of all kinds as a unit of work does', async () => {
    const read = () =>
      query(
        `SELECT $1::timestamptz AS at, $2::uuid[] AS ids, $3::jsonb AS data, $4::bool AS yes, $5::int AS nothing,
                $6::bytea AS bytes, 12345678901234::bigint AS big`,
        [new Date(1_700_000_000_123), [one, two], { text: 'Olá' }, true, null, Buffer.from([0, 255])],
        'test-values',
      );
    const [first, again] = await reading(one, async () => [await read(), await read()]);
    expect(first).toEqual(await asSystem(read));
    expect(again).toEqual(first);
  });
});

describe('who asks for what is only read', () => {
  let person: TestPerson;
  const closed = () => person.api.call(ticketEndpoints.listTickets, { query: { tab: 'all' } });

  beforeEach(async () => {
    const companyId = await app.makeCompany();
    person = await app.makePerson(companyId);
    const connectionId = await app.makeConnection(companyId);
    await receiveMessage(inboundText({ companyId, connectionId }));
    const colleague = await app.makePerson(companyId);
    const [ticket] = (await closed()).items;
    const params = { ticketId: ticket?.id ?? '' };
    await colleague.api.call(ticketEndpoints.acceptTicket, { params });
  });
  const change = (sql: string) => app.database.owner.query(sql, [person.id]);

  it('is believed as the database knows them now, not as they were a moment ago', async () => {
    expect((await closed()).items).toHaveLength(0);
    await change(`UPDATE users SET role = 'admin' WHERE id = $1`);
    expect((await closed()).items).toHaveLength(1);
    await change(`UPDATE users SET role = 'agent' WHERE id = $1`);
    expect((await closed()).items).toHaveLength(0);
  });

  it('is nobody once the session has ended, or the password must be changed', async () => {
    await closed();
    await change('UPDATE users SET must_change_password = true WHERE id = $1');
    await expect(closed()).rejects.toMatchObject({ code: 'password_change_required' });
    await change('UPDATE users SET must_change_password = false WHERE id = $1');
    await closed();
    await change('UPDATE sessions SET revoked_at = now() WHERE user_id = $1');
    await expect(closed()).rejects.toMatchObject({ code: 'session_expired' });
  });
});
