import { randomBytes } from 'node:crypto';
import { connectionEndpoints } from '@ticketz/contract/connections';
import type { Role } from '@ticketz/contract/endpoint';
import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import { hashPassword } from '../../src/features/users/passwords.ts';
import { type ApiClient, createApiClient } from '../harness/api-client.ts';
import { createBrowser } from '../harness/browser.ts';
import type { TestDatabase } from '../harness/test-database.ts';
import { until } from '../harness/until.ts';

export const password = 'a password of the stories';

/** Somebody with an account. */
export interface Account {
  name: string;
  email: string;
  role: Role;
}

/** A company as a story begins: its people, and what they have linked. */
export interface Company {
  id: string;
  name: string;
  addPerson(name: string, role?: Role): Promise<Account>;
  /** Links a phone of its own through the API: the stories that aren't about linking begin after it. */
  linkPhone(name?: string): Promise<{ phone: Phone; connectionId: string }>;
}

export interface Companies {
  make(name: string): Promise<Company>;
  /** The API as this person. */
  apiOf(account: Account): Promise<ApiClient>;
}

let numbers = 0;

/** Companies, people and linked phones, each new. */
export function createCompanies(options: {
  url: string;
  database: TestDatabase;
  whatsapp: MockWhatsApp;
}): Companies {
  const { url, database, whatsapp } = options;
  let passwordHash: Promise<string> | undefined;
  const insert = async (sql: string, values: unknown[]): Promise<string> =>
    (await database.owner.query<{ id: string }>(`${sql} RETURNING id`, values)).rows[0]?.id ?? '';

  async function apiOf({ email }: Account): Promise<ApiClient> {
    const { accessToken } = await createBrowser(url).logIn(email, password);
    return createApiClient(url, accessToken);
  }

  return {
    apiOf,
    async make(name) {
      const id = await insert('INSERT INTO companies (name) VALUES ($1)', [name]);
      const company: Company = {
        id,
        name,
        async addPerson(personName, role = 'agent') {
          passwordHash ??= hashPassword(password);
          const email = `${personName.toLowerCase()}-${randomBytes(4).toString('hex')}@example.com`;
          await insert(
            'INSERT INTO users (company_id, name, email, password_hash, role) VALUES ($1, $2, $3, $4, $5)',
            [id, personName, email, await passwordHash, role],
          );
          return { name: personName, email, role };
        },
        async linkPhone(phoneName = 'Shop') {
          const phone = whatsapp.addPhone({ number: freshNumber(), name: `${name} ${phoneName}` });
          const api = await apiOf(await company.addPerson('Linker', 'admin'));
          return { phone, connectionId: await link(api, phone, phoneName) };
        },
      };
      return company;
    },
  };
}

async function link(api: ApiClient, phone: Phone, name: string): Promise<string> {
  const { id: connectionId } = await api.call(connectionEndpoints.createConnection, { body: { name } });
  const find = async () =>
    (await api.call(connectionEndpoints.listConnections, {})).items.find(({ id }) => id === connectionId);
  await api.call(connectionEndpoints.linkConnection, { params: { connectionId }, body: { method: 'qr' } });
  let qr: string | undefined;
  await until('a QR code', async () => {
    qr = (await find())?.link?.value;
    return qr !== undefined;
  });
  await phone.scanQr(qr ?? '');
  await until('the phone to be linked', async () => (await find())?.state === 'connected');
  return connectionId;
}

/** A mobile number nobody has yet. */
export function freshNumber(): string {
  numbers += 1;
  return `55119${String(60_000_000 + numbers)}`;
}

/** A customer nobody has written with yet. */
export function newCustomer(whatsapp: MockWhatsApp, name: string): Customer {
  return whatsapp.addCustomer({ number: freshNumber(), name });
}
