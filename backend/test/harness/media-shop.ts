import { createHash } from 'node:crypto';
import { connectionEndpoints } from '@ticketz/contract/connections';
import type { File, FileState } from '@ticketz/contract/files';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import type { ChatMessage } from '@ticketz/mock-whatsapp/api/chat-message';
import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import type { ProcessName } from '../../src/core/env.ts';
import { signal } from '../../src/core/realtime.ts';
import { startTestApp, type TestApp, type TestPerson } from './test-app.ts';
import { until } from './until.ts';
import { freshNumber } from './whatsapp-bench.ts';

const waitMs = 60_000;

/** A shop whose phone is linked, a customer, and who answers: for what goes with files, over the whole product. */
export interface MediaShop {
  mock: MockWhatsApp;
  app: TestApp;
  admin: TestPerson;
  phone: Phone;
  ana: Customer;
  connectionId: string;
  environment: Record<string, string>;
  /** The message as the API gives it, once it's there. */
  messageOf(sent: ChatMessage): Promise<Message>;
  /** The same, once its file is in this state. */
  withFile(sent: ChatMessage, state: FileState): Promise<Message & { file: File }>;
  /** Files that wait for their next attempt needn't wait any longer. */
  hurry(): Promise<void>;
  /** Ana's ticket, in the admin's hands. */
  openTicket(): Promise<string>;
  stop(): Promise<void>;
}

/** How a process finds the mock: its socket, its media host, and the certificate of that. */
export function mockEnvironment(mock: MockWhatsApp): Record<string, string> {
  return {
    WHATSAPP_WEB_URL: mock.url,
    WHATSAPP_MEDIA_URL: `https://${mock.mediaHost}`,
    WHATSAPP_MEDIA_CERTIFICATE: mock.mediaCertificate,
  };
}

export async function startMediaShop(processes: ProcessName[] = ['web', 'whatsapp']): Promise<MediaShop> {
  const mock = await MockWhatsApp.start();
  const environment = mockEnvironment(mock);
  const app = await startTestApp({ processes, environment });
  const admin = await app.makePerson(await app.makeCompany(), 'admin', 'Rosa');
  const phone = mock.addPhone({ number: freshNumber(), name: 'Shop' });
  const ana = mock.addCustomer({ number: freshNumber(), name: 'Ana' });
  const { id: connectionId } = await admin.api.call(connectionEndpoints.createConnection, {
    body: { name: 'Shop' },
  });
  if (processes.includes('whatsapp')) await linkPhone(admin, connectionId, phone);

  async function find(sent: ChatMessage): Promise<Message | undefined> {
    const query = { tab: 'all', search: ana.number } as const;
    const { items } = await admin.api.call(ticketEndpoints.listTickets, { query });
    const { rows } = await app.database.owner.query<{ id: string }>(
      'SELECT id FROM messages WHERE channel_message_id = $1',
      [sent.id],
    );
    if (!items[0] || !rows[0]) return undefined;
    const params = { ticketId: items[0].id };
    const page = await admin.api.call(messageEndpoints.listMessages, { params, query: { limit: 100 } });
    return page.items.find(({ id }) => id === rows[0]?.id);
  }

  async function waitFor<Found extends Message>(
    what: string,
    sent: ChatMessage,
    fits: (message: Message) => message is Found,
  ): Promise<Found> {
    let found: Message | undefined;
    await until(
      what,
      async () => {
        found = await find(sent);
        return found !== undefined && fits(found);
      },
      waitMs,
    );
    if (!found || !fits(found)) throw new Error(`Not found: ${what}`);
    return found;
  }

  return {
    mock,
    app,
    admin,
    phone,
    ana,
    connectionId,
    environment,
    messageOf: (sent) => waitFor('the message', sent, (message): message is Message => Boolean(message)),
    withFile: (sent, state) =>
      waitFor(
        `a file that is ${state}`,
        sent,
        (message): message is Message & { file: File } => message.file?.state === state,
      ),
    async hurry() {
      await app.database.owner.query("UPDATE files SET try_at = now() WHERE state = 'pending'");
      signal('outbox.filled', { companyId: admin.companyId, connectionId });
    },
    async openTicket() {
      const query = { tab: 'all', search: ana.number } as const;
      const { items } = await admin.api.call(ticketEndpoints.listTickets, { query });
      const [ticket] = items;
      if (!ticket) throw new Error('Ana has no ticket');
      if (ticket.status === 'pending') {
        await admin.api.call(ticketEndpoints.acceptTicket, { params: { ticketId: ticket.id } });
      }
      return ticket.id;
    },
    async stop() {
      await app.stop();
      await mock.stop();
    },
  };
}

/** Links the connection to the phone by its QR code. */
export async function linkPhone(
  person: TestPerson,
  connectionId: string,
  phone: Phone,
  { importHistory = false } = {},
): Promise<void> {
  const params = { connectionId };
  await person.api.call(connectionEndpoints.linkConnection, { params, body: { method: 'qr' } });
  if (importHistory)
    await person.api.call(connectionEndpoints.updateConnection, { params, body: { importHistory } });
  const find = () => person.api.call(connectionEndpoints.getConnection, { params });
  await until('a QR code', async () => (await find()).link !== null, waitMs);
  await phone.scanQr((await find()).link?.value ?? '');
  await until('the phone to be linked', async () => (await find()).state === 'connected', waitMs);
}

/** Asks for a file as a browser does. */
export function getFile(
  app: TestApp,
  path: string,
  { token, headers = {} }: { token?: string | undefined; headers?: Record<string, string> } = {},
): Promise<Response> {
  return fetch(`${app.url}/api/files/${path}`, {
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    redirect: 'manual',
    signal: AbortSignal.timeout(waitMs),
  });
}

/** Uploads bytes as a browser does. */
export function postFile(
  app: TestApp,
  ticketId: string,
  body: Uint8Array | ReadableStream,
  {
    token,
    query = {},
    headers = {},
  }: {
    token?: string | undefined;
    query?: Record<string, string>;
    headers?: Record<string, string>;
  } = {},
): Promise<Response> {
  return fetch(`${app.url}/api/tickets/${ticketId}/files?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    body: body as BodyInit,
    ...({ duplex: 'half' } as RequestInit),
    signal: AbortSignal.timeout(waitMs),
  });
}

export function sha256(bytes: Uint8Array | ArrayBuffer): string {
  return createHash('sha256').update(new Uint8Array(bytes)).digest('hex');
}
