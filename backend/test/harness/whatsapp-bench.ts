import { randomUUID } from 'node:crypto';
import { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import type { InferAttributes } from 'sequelize';
import { linkDevice } from '../../bench/lib/link-device.ts';
import { insertLinked } from '../../bench/lib/linked-shop.ts';
import { initModels } from '../../src/app/models.ts';
import { connectDatabase, type Database } from '../../src/core/database.ts';
import { createLogger } from '../../src/core/logger.ts';
import type { SignalName, Signals } from '../../src/core/realtime.ts';
import { createVault } from '../../src/core/secrets.ts';
import { useDatabase, withCompany } from '../../src/core/tenancy.ts';
import {
  type ChannelChange,
  type ChannelGroup,
  type ChannelGroupNews,
  type ChannelListener,
  type ChannelMessage,
  type ChannelPerson,
  type ChannelStatus,
  type ChannelTyping,
  type HistoryOffer,
  isChange,
  isGroupNews,
  type OutboundContent,
} from '../../src/features/connections/channel.ts';
import { Connection } from '../../src/features/connections/connection.model.ts';
import { createMediaHost } from '../../src/features/connections/whatsapp/media-host.ts';
import { quietLibsignal } from '../../src/features/connections/whatsapp/quiet-libsignal.ts';
import { startWhatsapp } from '../../src/features/connections/whatsapp/supervisor.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { until } from './until.ts';

const appKey = Buffer.alloc(32, 7).toString('base64');

/** What a listener was told, in order. */
export interface Told {
  messages: ChannelMessage[];
  statuses: ChannelStatus[];
  linked: ChannelPerson[];
  typing: ChannelTyping[];
  opened: string[];
  /** What `sentContent` knows, by its id. */
  sent: Map<string, OutboundContent>;
  changes: ChannelChange[];
  history: HistoryOffer[];
  groupNews: ChannelGroupNews[];
  groups: ChannelGroup[];
}

/** A process that holds WhatsApp sessions. */
export interface TestSupervisor {
  id: string;
  signal<Name extends SignalName>(name: Name, payload: Signals[Name]): void;
  stop(): Promise<void>;
}

export interface WhatsappBench {
  mock: MockWhatsApp;
  database: TestDatabase;
  told: Told;
  /** Called instead of taking a message in, where a test wants it to fail or to wait. */
  onMessage: { current: ((message: ChannelMessage) => Promise<void>) | null };
  /** The same for a status. */
  onStatus: { current: ((status: ChannelStatus) => Promise<void>) | null };
  listener: ChannelListener;
  companyId: string;
  makeConnection(name?: string): Promise<string>;
  row(connectionId: string): Promise<Connection>;
  change(connectionId: string, changes: Partial<InferAttributes<Connection>>): Promise<void>;
  /** `webUrl`: where WhatsApp is, if not at the mock itself. */
  start(options?: { webUrl: string }): Promise<TestSupervisor>;
  /** A connection whose account was linked to the phone before; it is wanted. Quicker than `link`, for many. */
  addLinked(phone: Phone, companyId?: string): Promise<string>;
  makeCompany(): Promise<string>;
  /** Links a new connection to the phone by QR and waits until it is connected. */
  link(phone: Phone, connectionId?: string): Promise<string>;
  until: typeof until;
  stop(): Promise<void>;
}

let numbers = 0;
/** A phone number nobody has yet. */
export function freshNumber(): string {
  numbers += 1;
  return `55119${String(40_000_000 + numbers)}`;
}

/** The WhatsApp side of the product on a real Postgres and a mock WhatsApp, without the features above it. */
export async function startWhatsappBench(): Promise<WhatsappBench> {
  const logger = createLogger({ level: process.env.TEST_LOG ?? 'fatal', name: 'test' });
  const testDatabase = await createTestDatabase();
  const database: Database = connectDatabase({ url: testDatabase.url, poolSize: 15, logger });
  initModels(database.sequelize);
  useDatabase({ database, logger, onCommitted: () => undefined });
  const mock = await MockWhatsApp.start();
  const makeCompany = () => insert(testDatabase, 'INSERT INTO companies (name) VALUES ($1)', ['Shop']);
  const companyId = await makeCompany();
  const told: Told = {
    messages: [],
    statuses: [],
    linked: [],
    typing: [],
    opened: [],
    sent: new Map(),
    changes: [],
    history: [],
    groupNews: [],
    groups: [],
  };
  const onMessage: WhatsappBench['onMessage'] = { current: null };
  const onStatus: WhatsappBench['onStatus'] = { current: null };
  const running = new Set<TestSupervisor>();
  const vault = createVault(appKey);
  const listener: ChannelListener = {
    async messagesReceived(news) {
      for (const one of news) if (!isChange(one) && !isGroupNews(one)) await onMessage.current?.(one);
      for (const one of news) {
        if (isGroupNews(one)) told.groupNews.push(one);
        else if (isChange(one)) told.changes.push(one);
        else told.messages.push(one);
      }
    },
    groupSeen: async (group) => {
      told.groups.push(group);
    },
    historyOffered: async (offer) => {
      told.history.push(offer);
    },
    async statusChanged(status) {
      await onStatus.current?.(status);
      told.statuses.push(status);
    },
    async identitiesLinked(_companyId, person) {
      told.linked.push(person);
    },
    customerTyping: (typing) => {
      told.typing.push(typing);
    },
    opened: (_companyId, connectionId) => {
      told.opened.push(connectionId);
    },
    sentContent: async (_companyId, _connectionId, id) => told.sent.get(id) ?? null,
  };
  const bench: WhatsappBench = {
    mock,
    database: testDatabase,
    told,
    onMessage,
    onStatus,
    listener,
    companyId,
    makeConnection: (name = 'Shop phone') =>
      insert(testDatabase, 'INSERT INTO connections (company_id, name) VALUES ($1, $2)', [companyId, name]),
    row: (connectionId) =>
      withCompany(companyId, () => Connection.findOne({ where: { id: connectionId }, rejectOnEmpty: true })),
    change: async (connectionId, changes) => {
      await withCompany(companyId, () => Connection.update(changes, { where: { id: connectionId } }));
    },
    async start({ webUrl } = { webUrl: mock.url }) {
      const handlers: ((name: SignalName, payload: never) => void)[] = [];
      const id = `test-${randomUUID()}`;
      const { stop } = await startWhatsapp({
        vault,
        webUrl,
        mediaHost: createMediaHost({ url: `https://${mock.mediaHost}`, certificate: mock.mediaCertificate }),
        processId: id,
        listener,
        logger,
        onSignal: (name, handler) => {
          handlers.push((given, payload) => {
            if (given === name) handler(payload);
          });
        },
      });
      const supervisor: TestSupervisor = {
        id,
        signal: (name, payload) => {
          for (const handler of handlers) handler(name, payload as never);
        },
        async stop() {
          running.delete(supervisor);
          await stop();
        },
      };
      running.add(supervisor);
      return supervisor;
    },
    makeCompany,
    async addLinked(phone, owner = companyId) {
      quietLibsignal();
      const { code, linked } = linkDevice(mock.url);
      await phone.scanQr(await code);
      const account = (await linked).save(phone.number);
      return insertLinked(testDatabase.owner, { account, vault, wanted: true, companyId: owner });
    },
    async link(phone, given) {
      const connectionId = given ?? (await bench.makeConnection());
      await bench.change(connectionId, { wanted: 'on', linkMethod: 'qr', requestNumber: 1 });
      await bench.until('a QR code', async () => (await bench.row(connectionId)).linkValue !== null);
      await phone.scanQr((await bench.row(connectionId)).linkValue ?? '');
      await bench.until('connected', async () => (await bench.row(connectionId)).state === 'connected');
      return connectionId;
    },
    until,
    async stop() {
      await Promise.all([...running].map((supervisor) => supervisor.stop()));
      await mock.stop();
      await database.close();
      await testDatabase.drop();
    },
  };
  return bench;
}

async function insert({ owner }: TestDatabase, sql: string, values: unknown[]): Promise<string> {
  return (await owner.query<{ id: string }>(`${sql} RETURNING id`, values)).rows[0]?.id ?? '';
}
