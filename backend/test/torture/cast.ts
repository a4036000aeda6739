import { randomBytes } from 'node:crypto';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import pg from 'pg';
import { delay } from '../../src/core/clock.ts';
import { createAccessTokens } from '../../src/features/auth/access-token.ts';
import { Screen } from './screen.ts';
import { type System, secrets } from './system.ts';

/** A customer, the connection they write to, and the agent who answers. */
export interface Chat {
  /** In each text, so that one can tell whose it is. */
  name: string;
  companyId: string;
  connectionId: string;
  ticketId: string;
  phone: Phone;
  customer: Customer;
  agent: Screen;
}

export interface Cast {
  chats: Chat[];
  phones: Phone[];
  agents: Screen[];
}

const linkMs = 120_000;

export interface CastSize {
  /** Each of the two companies has so many. */
  phones: number;
  customersPerPhone: number;
}

/** Two companies with linked phones, an agent per phone, and customers who are being served. */
export async function prepareCast(system: System, mock: MockWhatsApp, size: CastSize): Promise<Cast> {
  const owner = new pg.Client({ connectionString: system.databaseUrl });
  await owner.connect();
  const cast: Cast = { chats: [], phones: [], agents: [] };
  const links: Promise<void>[] = [];
  for (const companyName of ['North', 'South']) {
    const companyId = await insert(owner, 'INSERT INTO companies (name) VALUES ($1)', [companyName]);
    const admin = await logIn(system, owner, companyId, 'admin');
    for (let index = 1; index <= size.phones; index += 1) {
      const agent = await logIn(system, owner, companyId, 'agent');
      const number = `551190000${String(1000 + cast.phones.length)}`;
      const name = `${companyName} ${index}`;
      const phone = mock.addPhone({ number, name });
      cast.phones.push(phone);
      cast.agents.push(agent);
      links.push(serve({ cast, admin, agent, phone, name, companyId, mock, size }));
    }
    cast.agents.push(admin);
  }
  await owner.end();
  await Promise.all(links);
  return cast;
}

interface Serving {
  cast: Cast;
  admin: Screen;
  agent: Screen;
  phone: Phone;
  name: string;
  companyId: string;
  mock: MockWhatsApp;
  size: CastSize;
}

async function serve({ cast, admin, agent, phone, name, companyId, mock, size }: Serving) {
  const connectionId = await link(admin, phone, name);
  for (let index = 0; index < size.customersPerPhone; index += 1) {
    const customer = mock.addCustomer({
      number: `55118${phone.number.slice(-4)}${String(1000 + index)}`,
      name: `Customer ${index + 1} of ${name}`,
      addressing: index % 2 === 0 ? 'phone' : 'lid',
    });
    customer.autoRead = index % 3 === 0;
    await customer.sendText(phone, `${name}, customer ${index + 1}, opens`);
    const ticketId = await ticketOf(agent, customer);
    await agent.untilDone((api) => api.call(ticketEndpoints.acceptTicket, { params: { ticketId } }));
    const chat = {
      name: `${name}, customer ${index + 1},`,
      companyId,
      connectionId,
      ticketId,
      phone,
      customer,
      agent,
    };
    cast.chats.push(chat);
  }
}

async function link(admin: Screen, phone: Phone, name: string): Promise<string> {
  const { id: connectionId } = await admin.untilDone((api) =>
    api.call(connectionEndpoints.createConnection, { body: { name } }),
  );
  const params = { connectionId };
  await admin.untilDone((api) =>
    api.call(connectionEndpoints.linkConnection, { params, body: { method: 'qr' } }),
  );
  const look = () => admin.untilDone((api) => api.call(connectionEndpoints.getConnection, { params }));
  await until(`the QR code of ${name}`, async () => {
    const value = (await look()).link?.value;
    if (value) await phone.scanQr(value);
    return Boolean(value);
  });
  await until(`${name} to be connected`, async () => (await look()).state === 'connected');
  return connectionId;
}

async function ticketOf(agent: Screen, customer: Customer): Promise<string> {
  let id = '';
  await until(`the ticket of ${customer.name}`, async () => {
    id = agent.ticketOf(customer.number)?.id ?? '';
    return id !== '';
  });
  return id;
}

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + linkMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited too long for ${what}`);
    await delay(50);
  }
}

/** Made in the database, because no log-in is tortured here. */
async function logIn(
  { url }: System,
  owner: pg.Client,
  companyId: string,
  role: 'admin' | 'agent',
): Promise<Screen> {
  const userId = await insert(
    owner,
    `INSERT INTO users (company_id, name, email, password_hash, role) VALUES ($1, 'Ana', $2, 'nothing fits', $3)`,
    [companyId, `${randomBytes(6).toString('hex')}@example.com`, role],
  );
  const sessionId = await insert(
    owner,
    `INSERT INTO sessions (company_id, user_id, token_hash, user_agent, ip_address, expires_at)
     VALUES ($1, $2, $3, 'torture', '127.0.0.1', now() + interval '1 day')`,
    [companyId, userId, randomBytes(32)],
  );
  const tokens = createAccessTokens(secrets.JWT_SECRET);
  return new Screen(url, async () => (await tokens.issue({ companyId, userId, sessionId })).accessToken);
}

async function insert(owner: pg.Client, sql: string, values: unknown[]): Promise<string> {
  return (await owner.query<{ id: string }>(`${sql} RETURNING id`, values)).rows[0]?.id ?? '';
}
