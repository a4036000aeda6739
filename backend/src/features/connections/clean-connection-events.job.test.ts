import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/harness/test-app.ts';
import { cleanConnectionEvents } from './clean-connection-events.job.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

it('deletes what happened more than 30 days ago', async () => {
  const companyId = await app.makeCompany();
  const connectionId = await app.makeConnection(companyId);
  for (const age of ['31 days', '29 days']) {
    await app.database.owner.query(
      `INSERT INTO connection_events (company_id, connection_id, state, at)
       VALUES ($1, $2, 'connected', now() - $3::interval)`,
      [companyId, connectionId, age],
    );
  }
  await cleanConnectionEvents.handle({}, new AbortController().signal);
  const { rows } = await app.database.owner.query('SELECT at FROM connection_events');
  expect(rows).toHaveLength(1);
});
