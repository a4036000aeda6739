import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/harness/test-app.ts';
import { deleteOldSessions } from './delete-old-sessions.job.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

it('deletes the sessions of all companies that ended a month ago, and no other', async () => {
  const sql = (text: string, values: unknown[] = []) => app.database.owner.query(text, values);
  const sessions: Record<string, string> = {};
  for (const name of ['standing', 'just expired', 'just revoked', 'long expired', 'long revoked']) {
    const person = await app.makePerson(await app.makeCompany());
    sessions[person.sessionId] = name;
    const ago = name.startsWith('long') ? '31 days' : '29 days';
    const column = name.endsWith('expired') ? 'expires_at' : 'revoked_at';
    if (name === 'standing') continue;
    await sql(`UPDATE sessions SET ${column} = now() - $2::interval WHERE id = $1`, [person.sessionId, ago]);
  }
  await deleteOldSessions.handle({}, new AbortController().signal);
  const { rows } = await sql('SELECT id FROM sessions ORDER BY id');
  expect(rows.map(({ id }) => sessions[id])).toEqual(['standing', 'just expired', 'just revoked']);
});
