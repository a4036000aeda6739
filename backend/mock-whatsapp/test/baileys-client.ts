import {
  type AuthenticationState,
  type BaileysEventMap,
  Browsers,
  type ConnectionState,
  initAuthCreds,
  makeCacheableSignalKeyStore,
  makeWASocket,
  proto,
  type SignalDataTypeMap,
  type UserFacingSocketConfig,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import { pino } from 'pino';
import type { LinkedDevice } from '../api/linked-device.ts';
import type { MockWhatsApp } from '../api/mock-whatsapp.ts';
import type { Phone } from '../api/phone.ts';
import { Waiting } from '../api/waiting.ts';

const logger = pino({ level: process.env.BAILEYS_LOG ?? 'silent' });

/** An unmodified Baileys with its keys in memory, as a bot's author would use it. Remembers all it was told. */
export class BaileysClient {
  readonly auth: AuthenticationState = memoryAuth();
  readonly upserts: { message: WAMessage; type: 'notify' | 'append' }[] = [];
  readonly updates: BaileysEventMap['messages.update'] = [];
  readonly presences: BaileysEventMap['presence.update'][] = [];
  readonly history: BaileysEventMap['messaging-history.set'][] = [];
  /** Ids of sent messages the server has acknowledged, with the error's code if it refused. */
  readonly acks: { id: string; error?: string }[] = [];
  readonly closes: (number | undefined)[] = [];
  qr: string | undefined;
  sock!: WASocket;
  private mock: MockWhatsApp;
  private readonly config: Partial<UserFacingSocketConfig>;
  private readonly waiting = new Waiting();
  private state: Partial<ConnectionState> = {};

  constructor(mock: MockWhatsApp, config: Partial<UserFacingSocketConfig> = {}) {
    this.mock = mock;
    this.config = config;
  }

  /** Opens a socket with the keys this client has. */
  connect(): this {
    this.state = {};
    this.qr = undefined;
    const sock = makeWASocket({
      auth: this.auth,
      waWebSocketUrl: this.mock.url,
      logger,
      browser: Browsers.macOS('Chrome'),
      markOnlineOnConnect: true,
      version: [2, 3000, 1],
      getMessage: async (key) =>
        this.upserts.find(({ message }) => message.key.id === key.id)?.message.message ?? undefined,
      ...this.config,
    });
    this.sock = sock;
    sock.ev.on('creds.update', (update) => {
      Object.assign(this.auth.creds, update);
      this.waiting.poke();
    });
    sock.ev.on('messages.upsert', ({ messages, type }) => {
      this.upserts.push(...messages.map((message) => ({ message, type })));
      this.waiting.poke();
    });
    sock.ev.on('messages.update', (updates) => {
      this.updates.push(...updates);
      this.waiting.poke();
    });
    sock.ev.on('presence.update', (presence) => {
      this.presences.push(presence);
      this.waiting.poke();
    });
    sock.ev.on('messaging-history.set', (history) => {
      this.history.push(history);
      this.waiting.poke();
    });
    sock.ws.on('CB:ack,class:message', (node: { attrs: { id: string; error?: string } }) => {
      this.acks.push({ id: node.attrs.id, error: node.attrs.error });
      this.waiting.poke();
    });
    sock.ev.on('connection.update', (update) => this.connectionUpdate(update));
    return this;
  }

  /** Connects to another server from now on. */
  moveTo(mock: MockWhatsApp): void {
    this.mock = mock;
  }

  /** Links to the phone by QR and logs in; resolves when the connection is open and the history has come. `prepare`: before the first word. */
  async link(phone: Phone, prepare?: (sock: WASocket) => void): Promise<LinkedDevice> {
    this.connect();
    const device = await phone.scanQr(await this.waitForQr());
    await this.closed();
    this.connect();
    prepare?.(this.sock);
    await this.opened();
    // Until its first sync is done Baileys buffers, and would wait for one 20 s after each reconnect.
    await this.until('the first sync', () => this.auth.creds.accountSyncCounter || undefined);
    await phone.waitForDevice(({ id, queued }) => id === device.id && queued === 0);
    return device;
  }

  async waitForQr(): Promise<string> {
    return this.until('a QR', () => this.qr);
  }

  async opened(): Promise<void> {
    await this.until('an open connection', () => this.state.connection === 'open' || undefined);
  }

  /** The code the connection was closed with. */
  async closed(): Promise<number | undefined> {
    await this.until('a closed connection', () => this.state.connection === 'close' || undefined);
    return this.closes.at(-1);
  }

  /** Goes away without logging out. */
  async end(): Promise<void> {
    await this.sock?.end(undefined);
  }

  /** The first upsert with this text. */
  async received(text: string): Promise<{ message: WAMessage; type: 'notify' | 'append' }> {
    return this.until(`"${text}"`, () => this.upserts.find(({ message }) => textOf(message) === text));
  }

  /** The texts that have come, in order. */
  get texts(): string[] {
    return this.upserts.map(({ message }) => textOf(message)).filter((text) => text !== undefined);
  }

  /** Waits until a message has this status. Baileys merges updates into an upsert that it still holds back. */
  async statusOf(id: string | null | undefined, status: proto.WebMessageInfo.Status): Promise<void> {
    const updated = () => this.updates.some(({ key, update }) => key.id === id && update.status === status);
    const merged = () =>
      this.upserts.some(({ message }) => message.key.id === id && message.status === status);
    await this.until(`status ${status} of ${id}`, () => updated() || merged() || undefined);
  }

  async acked(id: string | null | undefined): Promise<{ id: string; error?: string }> {
    return this.until(`the ack of ${id}`, () => this.acks.find((ack) => ack.id === id));
  }

  until<T>(what: string, look: () => T | undefined): Promise<T> {
    return this.waiting.until(() => what, look);
  }

  private connectionUpdate(update: Partial<ConnectionState>): void {
    Object.assign(this.state, update);
    if (update.qr) this.qr = update.qr;
    if (update.connection === 'close') {
      // Baileys gives a Boom, whose type it doesn't export.
      const error = update.lastDisconnect?.error as { output?: { statusCode?: number } } | undefined;
      this.closes.push(error?.output?.statusCode);
    }
    this.waiting.poke();
  }
}

export function textOf(message: WAMessage): string | undefined {
  const content = message.message;
  return content?.conversation ?? content?.extendedTextMessage?.text ?? undefined;
}

function memoryAuth(): AuthenticationState {
  const store = new Map<string, unknown>();
  const keys = makeCacheableSignalKeyStore(
    {
      get: async <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) => {
        const found: Record<string, SignalDataTypeMap[T]> = {};
        for (const id of ids) {
          const value = store.get(`${type} ${id}`);
          if (value !== undefined) found[id] = value as SignalDataTypeMap[T];
        }
        return found;
      },
      set: async (data) => {
        for (const [type, values] of Object.entries(data)) {
          for (const [id, value] of Object.entries(values ?? {})) {
            if (value === null) store.delete(`${type} ${id}`);
            else store.set(`${type} ${id}`, value);
          }
        }
      },
    },
    logger,
  );
  return { creds: initAuthCreds(), keys };
}

export { proto };
