import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { ChannelMessage } from '../../src/features/connections/channel.ts';
import { receiveMessage } from '../../src/features/messages/receive-message.ts';
import { createApiClient } from './api-client.ts';
import { inboundText } from './inbound.ts';
import { startTestApp, type TestApp, type TestPerson } from './test-app.ts';

type Message = Partial<ChannelMessage>;

/** Where most tests of the API play: a company with a connection, and those who answer its customers. */
export interface TestShop {
  app: TestApp;
  /** As messages and the database name it; spread it. */
  shop: { companyId: string; connectionId: string };
  /** Rui. */
  admin: TestPerson;
  ana: TestPerson;
  bia: TestPerson;
  /** A customer's text as the channel tells it, Maria's if nothing else is said. */
  said(message?: Message): ChannelMessage;
  /** The customer writes that. */
  write(message?: Message): Promise<ChannelMessage>;
  /** The same, giving the id of the ticket it is in. */
  ticketOf(message?: Message): Promise<string>;
  /** Another shop, in the middle of a test. */
  renew(): Promise<void>;
}

/**
 * One app for the test file, with a shop in it that is new for each test, or the same for all of them. People and ids are
 * to be had under these names from the first test on, so they may be taken out of the result at once.
 */
export function useShop(per: 'test' | 'file' = 'test'): TestShop {
  const shop = { companyId: '', connectionId: '' };
  const [admin, ana, bia] = [nobody(), nobody(), nobody()];
  let started: TestApp | undefined;
  const running = () => {
    if (!started) throw new Error('The app starts before the first test, not yet here');
    return started;
  };
  beforeAll(async () => {
    started = await startTestApp();
  });
  afterAll(() => started?.stop());
  async function renew(): Promise<void> {
    const app = running();
    const companyId = await app.makeCompany();
    Object.assign(shop, { companyId, connectionId: await app.makeConnection(companyId) });
    Object.assign(admin, await app.makePerson(companyId, 'admin', 'Rui'));
    Object.assign(ana, await app.makePerson(companyId, 'agent', 'Ana'));
    Object.assign(bia, await app.makePerson(companyId, 'agent', 'Bia'));
  }
  (per === 'test' ? beforeEach : beforeAll)(renew);
  const said = (message: Message = {}) => inboundText({ ...shop, ...message });
  async function write(message?: Message): Promise<ChannelMessage> {
    const written = said(message);
    await receiveMessage(written);
    return written;
  }
  return {
    app: whenRunning(running),
    shop,
    admin,
    ana,
    bia,
    said,
    write,
    async ticketOf(message) {
      const { channelMessageId } = await write(message);
      const { rows } = await running().database.owner.query<{ id: string }>(
        'SELECT ticket_id AS id FROM messages WHERE company_id = $1 AND channel_message_id = $2',
        [shop.companyId, channelMessageId],
      );
      return rows[0]?.id ?? '';
    },
    renew,
  };
}

const nobody = (): TestPerson => ({
  id: '',
  name: '',
  companyId: '',
  token: '',
  sessionId: '',
  api: createApiClient(''),
});

function whenRunning(running: () => TestApp): TestApp {
  return {
    get url() {
      return running().url;
    },
    get database() {
      return running().database;
    },
    get dataDir() {
      return running().dataDir;
    },
    makeCompany: (...of) => running().makeCompany(...of),
    makePerson: (...of) => running().makePerson(...of),
    makeConnection: (...of) => running().makeConnection(...of),
    openSocket: (...of) => running().openSocket(...of),
    stop: () => running().stop(),
  };
}
