import type {
  BaileysEventMap,
  BinaryNode,
  proto,
  WACallEvent,
  WAMessageKey,
  WASocket,
} from '@whiskeysockets/baileys';
import type { Logger } from '../../../core/logger.ts';
import type { Closed } from './close-reason.ts';
import type { ComposeContext } from './compose-message.ts';
import { Intake, type IntakeOptions } from './intake.ts';
import { type JournalingOptions, journalingRepository } from './journaling-repository.ts';
import type { KeyStore } from './key-store.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { type OpenSocketOptions, openSocket } from './open-socket.ts';
import { holdOutput } from './output-gate.ts';
import { Presence } from './presence.ts';
import { rawSocket } from './raw-socket.ts';
import { Sender } from './sender.ts';

/** Nothing heard for this long, though pings go out: the connection is dead. */
const silenceMs = 40_000;
const pingEveryMs = 25_000;
const openingMs = 45_000;
const closingMs = 1_000;

const answerEvent = 'TAG:';

/** Notifications that ask for a passkey; this client has none. */
const passkeyNotifications = ['passkey_prologue_request', 'crsc_continuation'];

export interface LiveSocketOptions extends Omit<OpenSocketOptions, 'keys' | 'makeSignalRepository'> {
  keyStore: KeyStore;
  journaling: Omit<JournalingOptions, 'stanzaOf' | 'failed'>;
  composing(): ComposeContext;
  logger: Logger;
  events: LiveSocketEvents;
  /** Waited for before each message and receipt that comes: other companies may be in need of the process. */
  giveWay: IntakeOptions['giveWay'];
}

export interface LiveSocketEvents {
  qr(text: string): void;
  /** The account is linked; WhatsApp asks for a restart now. */
  linked(): void;
  opened(): void;
  credsChanged(): Promise<void>;
  /** A message stanza, before Baileys gets it. What is returned is waited for before WhatsApp gets an ack. */
  message(node: BinaryNode): (() => Promise<void>) | null;
  /** What WhatsApp tells of a group. */
  groupNotice(node: BinaryNode): void;
  call(event: WACallEvent): void;
  /** The same for a receipt. */
  receipt(node: BinaryNode): (() => Promise<void>) | null;
  upsert(event: BaileysEventMap['messages.upsert']): void;
  presence(event: BaileysEventMap['presence.update']): void;
  identitiesLinked(event: BaileysEventMap['lid-mapping.update']): void;
}

type Handlers = ReturnType<WASocket['ws']['listeners']>;

/** One Baileys socket from opening to end, with what belongs to it. It is never opened again. */
export class LiveSocket {
  readonly socket: WASocket;
  readonly sender: Sender;
  readonly presence: Presence;
  /** Resolves when it is over; after that it touches neither keys nor WhatsApp. */
  readonly closed: Promise<Closed>;
  openedAt: number | null = null;
  /** WhatsApp wants a passkey. */
  wantsPasskey = false;
  readonly #options: LiveSocketOptions;
  readonly #stanzas = new WeakMap<Uint8Array, BinaryNode>();
  /**
   * Whatever moves a chat's session on. Baileys locks each address for itself and sending for itself, though a message
   * in and an answer out move the same session: the later of the two commits would undo the other.
   */
  readonly #ratchet = new OneAtATime();
  readonly #intake: Intake;
  readonly #over = new AbortController();
  readonly #timers: NodeJS.Timeout[] = [];
  #lastFrameAt = Date.now();
  #resolveClosed: (closed: Closed) => void = () => undefined;

  constructor(options: LiveSocketOptions) {
    this.#options = options;
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    const failed = (error: unknown) => this.#fail(error);
    this.socket = openSocket({
      ...options,
      sentMessage: (key) => this.#sentBefore(key),
      keys: options.keyStore.view(this.#over.signal, failed),
      makeSignalRepository: journalingRepository({
        ...options.journaling,
        stanzaOf: (ciphertext) => this.#stanzas.get(ciphertext),
        failed,
      }),
    });
    holdOutput(this.socket, () => options.keyStore.committed(), this.#over.signal);
    this.sender = new Sender(this.socket, this.#ratchet, options.composing);
    this.presence = new Presence(this.socket, options.logger);
    this.#intake = new Intake({
      raw: () => rawSocket(this.socket),
      answerWanted: () => this.openedAt === null || this.sender.waits || this.#hasAsked(),
      giveWay: options.giveWay,
    });
    this.#listenToStanzas();
    this.#listenToEvents();
    this.#watch();
  }

  /** Ends it now, without logging out. Synchronous: when it returns nothing is acknowledged any more. */
  shut(statusCode: number | undefined, message: string): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.sender.close();
    this.presence.close();
    this.#intake.close();
    // Baileys waits for the other side to close, too. Who doesn't answer is cut off.
    const cut = setTimeout(() => rawSocket(this.socket)?.terminate(), closingMs);
    this.socket.end(undefined).then(
      () => clearTimeout(cut),
      (error: unknown) => this.#options.logger.debug({ err: error }, 'A socket ended badly'),
    );
    this.#resolveClosed({ statusCode, message });
  }

  /** Removes this device from the account, as its owner could on the phone. */
  async logOut(): Promise<void> {
    try {
      await this.socket.logout();
    } finally {
      this.shut(undefined, 'Logged out by us');
    }
  }

  #fail(error: unknown): void {
    this.#options.logger.warn({ err: error }, 'A session ends because its state can not be stored');
    this.shut(undefined, 'The state can not be stored');
  }

  #listenToStanzas(): void {
    const { ws, receiptMutex } = this.socket;
    const { events } = this.#options;
    this.#takeMessagesInOrder();
    this.#sendAgainInTurn();
    // First in line, so that our work is in Baileys' lock before Baileys' own.
    ws.prependListener('CB:receipt', (node: BinaryNode) => {
      const work = events.receipt(node);
      if (work) void this.#intake.count(() => receiptMutex.mutex(() => this.#inTurn(work)));
    });
    // Journaled in this very tick, so that Baileys' ack waits for the commit.
    ws.prependListener('CB:notification,type:w:gp2', (node: BinaryNode) => events.groupNotice(node));
    for (const type of passkeyNotifications) {
      ws.on(`CB:notification,type:${type}`, () => {
        this.wantsPasskey = true;
        this.shut(undefined, 'WhatsApp asks for a passkey');
      });
    }
    ws.on('frame', () => {
      this.#lastFrameAt = Date.now();
    });
  }

  /**
   * Baileys starts on each message as it comes and those of new people overtake each other before its lock; and what
   * waited while we were away goes through a queue beside that. Here one is finished before the next begins.
   */
  #takeMessagesInOrder(): void {
    const { ws } = this.socket;
    const handlers = ws.listeners('CB:message');
    ws.removeAllListeners('CB:message');
    ws.on('CB:message', (node: BinaryNode) => {
      this.#remember(node);
      this.#intake.add(() => this.#orFail(() => this.#ratchet.run(() => this.#takeMessage(node, handlers))));
    });
  }

  /** A phone that asks for a message again brings keys for a new session, or gets it in the old one. */
  #sendAgainInTurn(): void {
    const { ws } = this.socket;
    const handlers = ws.listeners('CB:receipt');
    ws.removeAllListeners('CB:receipt');
    ws.on('CB:receipt', (node: BinaryNode) => {
      if (node.attrs.type === 'retry') void this.#ratchet.run(() => this.#toBaileys(node, handlers));
      else for (const handler of handlers) handler(node);
    });
  }

  async #takeMessage(node: BinaryNode, handlers: Handlers): Promise<void> {
    const work = this.#options.events.message(node);
    if (work) await this.#orFail(work);
    await this.#toBaileys(node, handlers);
  }

  async #toBaileys(node: BinaryNode, handlers: Handlers): Promise<void> {
    if (this.#over.signal.aborted) return;
    // Else Baileys would put it into its other queue.
    delete node.attrs.offline;
    try {
      for (const handler of handlers) await handler(node);
    } catch (error) {
      // Its answer to WhatsApp didn't get through: then the message comes again.
      this.#options.logger.debug({ err: error }, 'Baileys could not answer');
    }
  }

  /** When it can't be had the socket ends before Baileys acknowledges that a phone has asked for it. */
  async #sentBefore(key: WAMessageKey): Promise<proto.IMessage | undefined> {
    try {
      return await this.#options.sentMessage(key);
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = await this.#options.giveWay(0);
    await this.#orFail(work);
    turn.done();
  }

  async #orFail(work: () => Promise<void>): Promise<void> {
    try {
      if (!this.#over.signal.aborted) await work();
    } catch (error) {
      this.#fail(error);
    }
  }

  #remember(node: BinaryNode): void {
    if (!Array.isArray(node.content)) return;
    for (const { tag, content } of node.content) {
      if (tag === 'enc' && content instanceof Uint8Array) this.#stanzas.set(content, node);
    }
  }

  #listenToEvents(): void {
    const { ev } = this.socket;
    const { events } = this.#options;
    ev.on('connection.update', (update) => this.#updated(update));
    ev.on('creds.update', () => {
      events.credsChanged().catch((error: unknown) => this.#fail(error));
    });
    ev.on('messages.upsert', (event) => events.upsert(event));
    ev.on('presence.update', (event) => events.presence(event));
    ev.on('lid-mapping.update', (event) => events.identitiesLinked(event));
    ev.on('call', (calls) => {
      for (const one of calls) events.call(one);
    });
  }

  #updated({ connection, qr, isNewLogin, lastDisconnect }: BaileysEventMap['connection.update']): void {
    const { events } = this.#options;
    if (this.#over.signal.aborted) return;
    if (qr) events.qr(qr);
    if (isNewLogin) events.linked();
    if (connection === 'open') {
      this.openedAt = Date.now();
      events.opened();
    }
    if (connection === 'close') {
      const error = lastDisconnect?.error;
      this.shut(statusCodeOf(error), error?.message ?? '');
    }
  }

  #watch(): void {
    const opening = setTimeout(() => this.shut(408, 'Opening took too long'), openingMs);
    const ready = () => {
      clearTimeout(opening);
      if (!this.#over.signal.aborted) this.#timers.push(setInterval(() => this.#ping(), pingEveryMs));
    };
    this.socket.ws.once('CB:success', ready);
    this.socket.ws.once('CB:iq,type:set,pair-device', ready);
    const silence = setInterval(() => {
      if (this.#intake.paused) this.#lastFrameAt = Date.now();
      if (Date.now() - this.#lastFrameAt > silenceMs) this.shut(408, 'Nothing was heard for too long');
    }, 5_000);
    this.#timers.push(opening, silence);
  }

  /** Baileys listens for the answer to each of its requests by its id. */
  #hasAsked(): boolean {
    return this.socket.ws
      .eventNames()
      .some((name) => typeof name === 'string' && name.startsWith(answerEvent));
  }

  /** Baileys' own pings end a connection that isn't read for a while. */
  #ping(): void {
    if (this.#intake.paused) return;
    const ping = {
      tag: 'iq',
      attrs: { to: 's.whatsapp.net', type: 'get', xmlns: 'w:p' },
      content: [{ tag: 'ping', attrs: {} }],
    };
    this.socket.query(ping).catch((error: unknown) => {
      this.#options.logger.debug({ err: error }, 'A ping was not answered');
    });
  }
}

/** Boom's code, which Baileys' errors carry. */
function statusCodeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('output' in error)) return undefined;
  const { output } = error;
  if (typeof output !== 'object' || output === null || !('statusCode' in output)) return undefined;
  return typeof output.statusCode === 'number' ? output.statusCode : undefined;
}
