import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { authEndpoints } from '@ticketz/contract/auth';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { userEndpoints } from '@ticketz/contract/users';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { receiveMessage } from '../../src/features/messages/receive-message.ts';
import { callEndpoint } from '../generated/call-endpoint.ts';
import { createBrowser } from '../harness/browser.ts';
import { inboundText } from '../harness/inbound.ts';
import { startTestApp, type TestApp, type TestPerson } from '../harness/test-app.ts';

let app: TestApp;
let companyId: string;
let admin: TestPerson;
let agent: TestPerson;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  companyId = await app.makeCompany();
  admin = await app.makePerson(companyId, 'admin');
  agent = await app.makePerson(companyId);
});

describe('20. inside a company', () => {
  it("an agent without tickets sees those that wait and nobody's else, whatever the filter", async () => {
    const connectionId = await app.makeConnection(companyId);
    const other = await app.makePerson(companyId, 'agent', 'Bia');
    for (const phone of ['5511987650001', '5511987650002']) {
      const person = { phone, lid: null, pushName: `Maria ${phone}` };
      await receiveMessage(inboundText({ companyId, connectionId, person }));
    }
    const waiting = await other.api.call(ticketEndpoints.listTickets, { query: { tab: 'waiting' } });
    const params = { ticketId: waiting.items[0]?.id ?? '' };
    await other.api.call(ticketEndpoints.acceptTicket, { params });
    for (const tab of ['mine', 'closed', 'all'] as const) {
      for (const search of [undefined, 'Maria', '98765']) {
        const { items } = await agent.api.call(ticketEndpoints.listTickets, { query: { tab, search } });
        expect(items.map(({ id }) => id)).not.toContain(params.ticketId);
      }
    }
    expect((await agent.api.call(ticketEndpoints.countTickets, {})).mine.total).toBe(0);
  });
});

describe('22. an empty token', () => {
  it('matches nobody, as a bearer token', async () => {
    for (const token of ['undefined', 'null', ' ', '..', 'e30.e30.', '0']) {
      expect((await callEndpoint(app.url, authEndpoints.me, { token })).status, token).toBe(401);
    }
  });

  it('matches nobody, as a refresh token, though a hash in the table were empty', async () => {
    await app.database.owner.query(
      `UPDATE sessions SET token_hash = '', previous_token_hash = '' WHERE id = $1`,
      [agent.sessionId],
    );
    const browser = createBrowser(app.url);
    for (const secret of ['', 'undefined', 'null', '%00']) {
      for (const cookie of [secret, `${companyId}.${agent.sessionId}.${secret}`, `..${secret}`]) {
        browser.cookie = cookie;
        expect((await browser.refresh()).status, cookie).toBe(401);
      }
    }
  });
});

describe('23. SQL through search, filters and cursors', () => {
  const attempts = [
    "' OR 1=1 --",
    "%' OR '1'='1",
    '%',
    '_',
    '\\',
    '%%',
    "'); DELETE FROM users; --",
    '$1',
    '${1}',
  ];

  it('finds nothing in tickets and people', async () => {
    const connectionId = await app.makeConnection(companyId);
    await receiveMessage(inboundText({ companyId, connectionId }));
    for (const search of attempts) {
      const tickets = await agent.api.call(ticketEndpoints.listTickets, { query: { tab: 'all', search } });
      expect(tickets.items, search).toEqual([]);
      const users = await admin.api.call(userEndpoints.listUsers, { query: { search } });
      expect(users.items, search).toEqual([]);
    }
    expect((await admin.api.call(userEndpoints.listUsers, { query: {} })).items).toHaveLength(2);
  });

  it('is refused in a cursor', async () => {
    const made = [
      ['now()', agent.id],
      ["2026-01-01' OR 1=1", agent.id],
      ['2026-01-01T00:00:00Z', "' OR 1=1"],
      [{}, []],
      3,
    ];
    for (const place of made) {
      const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
      const query = { tab: 'all', cursor };
      const { status } = await callEndpoint(app.url, ticketEndpoints.listTickets, {
        query,
        token: agent.token,
      });
      expect(status, JSON.stringify(place)).toBe(422);
    }
  });

  it('takes no long time over a long search', async () => {
    const query = { tab: 'all', search: `${'a'.repeat(100_000)}!` };
    const path = `${app.url}/api/tickets?${new URLSearchParams(query)}`;
    const start = performance.now();
    const { status } = await fetch(path, { headers: { authorization: `Bearer ${agent.token}` } });
    expect([414, 422, 431]).toContain(status);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe('25. an account that moves or makes itself more', () => {
  it('a new colleague with an e-mail of another company is somebody else', async () => {
    const theirs = await app.makePerson(await app.makeCompany('Another shop'), 'agent', 'Zoe');
    const { rows } = await app.database.owner.query('SELECT email FROM users WHERE id = $1', [theirs.id]);
    const body = { name: 'Zoe', email: rows[0].email, role: 'agent', password: 'a long password' } as const;
    const made = await admin.api.call(userEndpoints.createUser, { body });
    expect(made.id).not.toBe(theirs.id);
    const after = await app.database.owner.query('SELECT company_id, name FROM users WHERE id = $1', [
      theirs.id,
    ]);
    expect(after.rows).toEqual([{ company_id: theirs.companyId, name: 'Zoe' }]);
  });

  it('nobody is made a super admin, nor makes themselves an admin', async () => {
    const body = { name: 'X', email: 'x@example.com', role: 'super', password: 'a long password' };
    const made = await callEndpoint(app.url, userEndpoints.createUser, { body, token: admin.token });
    expect(made.status).toBe(422);
    const params = { userId: agent.id };
    const raised = await callEndpoint(app.url, userEndpoints.updateUser, {
      params,
      body: { role: 'admin' },
      token: agent.token,
    });
    expect(raised.status).toBe(403);
  });
});

describe('21. files by a guessable path', () => {
  /** As written: `fetch` would tidy the path up. */
  function raw(path: string): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(app.url);
      const sent = request({ hostname, port, path, timeout: 5_000 }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      });
      sent.on('error', reject);
      sent.end();
    });
  }

  it('are nowhere outside the pages', async () => {
    const up = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..\\', '..%5c', '..%255c', '....//', '.%00./'];
    for (const base of ['/', '/assets/', '/api/', '/socket.io/']) {
      for (const step of up) {
        for (const file of ['package.json', 'backend/package.json', '.env', 'etc/passwd']) {
          const path = `${base}${step.repeat(4)}${file}`;
          const { status, body } = await raw(path);
          expect(status, path).toBeLessThan(500);
          expect(body, path).not.toMatch(/"name": "@?ticketz|root:x:0|APP_KEY/);
        }
      }
    }
  });
});

describe('29. secrets that could be guessed or read', () => {
  it('come from no Math.random: it is used for waiting times only', () => {
    const source = fileURLToPath(new URL('../../src', import.meta.url));
    const using = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .filter((name) => readFileSync(join(source, name), 'utf8').includes('Math.random'));
    expect(using).toEqual(['features/connections/whatsapp/close-reason.ts']);
  });

  it('are not in health, nor in an error', async () => {
    const texts = await Promise.all(
      ['/health/live', '/health/ready', '/api/nothing', '/api/tickets'].map(async (path) =>
        (await fetch(`${app.url}${path}`)).text(),
      ),
    );
    expect(texts.join()).not.toMatch(/postgres:|password|secret|at .*\.ts:\d|node_modules/i);
  });
});
