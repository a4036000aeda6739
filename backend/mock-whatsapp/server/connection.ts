import type { Socket } from 'node:net';
import { type BinaryNode, decodeBinaryNode, encodeBinaryNode } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import type { Device } from '../data/account.ts';
import { FrameReader, frame } from './frames.ts';
import { type HandshakeResult, NoiseResponder, type ServerIdentity, type Transport } from './noise.ts';

const HANDSHAKE_MS = 20_000;

/** What the server does with a connection. */
export interface ConnectionHooks {
  /** The handshake is done: who are you? */
  hello(connection: Connection, handshake: HandshakeResult): void;
  node(connection: Connection, node: BinaryNode): void | Promise<void>;
  closed(connection: Connection): void;
  /** How late what is sent leaves, in ms; undefined: it doesn't leave at all. */
  lateness(connection: Connection): number | undefined;
}

/** One client's connection: bytes in, nodes out, in order. */
export class Connection {
  /** Set when the client has logged in as a linked device. */
  device: Device | undefined;
  /** The client has said that it wants to get what waits for it. */
  ready = false;
  /** Whose presence the client has asked for: the account's number, and the address it asked with. */
  readonly subscriptions = new Map<string, string>();
  private readonly socket: WebSocket;
  private readonly tcp: Socket;
  private readonly hooks: ConnectionHooks;
  private readonly logger: Logger;
  private readonly reader = new FrameReader();
  private readonly noise: NoiseResponder;
  private readonly handshakeTimer: NodeJS.Timeout;
  private helloDone = false;
  private transport: Transport | undefined;
  private work: Promise<void> = Promise.resolve();
  private leaving: Promise<void> | undefined;

  constructor(o: {
    socket: WebSocket;
    tcp: Socket;
    identity: ServerIdentity;
    hooks: ConnectionHooks;
    logger: Logger;
  }) {
    this.socket = o.socket;
    this.tcp = o.tcp;
    this.hooks = o.hooks;
    this.logger = o.logger;
    this.noise = new NoiseResponder(o.identity);
    this.handshakeTimer = setTimeout(() => this.cut(), HANDSHAKE_MS);
    this.socket.on('message', (data) => this.read(data));
    this.socket.on('error', (err) => this.logger.debug({ err }, 'connection error'));
    this.socket.on('close', () => {
      clearTimeout(this.handshakeTimer);
      this.hooks.closed(this);
    });
  }

  get open(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Sends a node, after those sent before. On a connection that is gone it does nothing. */
  send(node: BinaryNode): void {
    const lateness = this.hooks.lateness(this);
    if (lateness === undefined) return;
    if (lateness === 0 && !this.leaving) {
      this.write(node);
      return;
    }
    const due = Date.now() + lateness;
    const leaving = (this.leaving ?? Promise.resolve())
      .then(() => waitUntil(due))
      .then(() => {
        this.write(node);
        if (this.leaving === leaving) this.leaving = undefined;
      });
    this.leaving = leaving;
  }

  /** Sends a last node and closes. */
  end(node: BinaryNode): void {
    this.write(node);
    this.ready = false;
    this.socket.close();
  }

  /** Goes away without a word, but with everything sent so far on its way. */
  drop(): void {
    this.ready = false;
    this.tcp.end(() => this.socket.terminate());
  }

  /** Resets the TCP connection, as a broken network does; what is under way may be lost. */
  cut(): void {
    this.ready = false;
    this.tcp.resetAndDestroy();
  }

  private write(node: BinaryNode): void {
    if (!this.transport || !this.open) return;
    this.socket.send(frame(this.transport.encrypt(encodeBinaryNode(node))));
  }

  private read(data: RawData): void {
    try {
      const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
      for (const body of this.reader.push(bytes)) this.takeFrame(body);
    } catch (err) {
      this.logger.warn({ err }, 'a client sent what cannot be read');
      this.cut();
    }
  }

  private takeFrame(body: Buffer): void {
    if (this.transport) {
      const plain = this.transport.decrypt(body);
      this.enqueue(async () => this.hooks.node(this, await decodeBinaryNode(plain)));
      return;
    }
    if (!this.helloDone) {
      this.helloDone = true;
      this.socket.send(frame(this.noise.answerHello(body)));
      return;
    }
    const handshake = this.noise.finish(body);
    this.transport = handshake.transport;
    clearTimeout(this.handshakeTimer);
    this.enqueue(async () => this.hooks.hello(this, handshake));
  }

  private enqueue(job: () => Promise<void>): void {
    this.work = this.work.then(job).catch((err: unknown) => {
      this.logger.error({ err }, 'a stanza could not be handled');
    });
  }
}

async function waitUntil(due: number): Promise<void> {
  const ms = due - Date.now();
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}
