import type { BinaryNode, WASocket } from '@whiskeysockets/baileys';
import { now } from '../../../core/clock.ts';
import { type OutboundContent, SendError } from '../channel.ts';
import { type ComposeContext, composeMessage } from './compose-message.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import { chatAddressOf } from './whatsapp-address.ts';

const ackTimeoutMs = 20_000;

interface PendingSend {
  resolve(at: Date): void;
  reject(error: SendError): void;
}

/** The sending limit: WhatsApp refuses messages to people who haven't written lately. */
const sendingLimitCode = '463';

/** Sends over one socket. A message counts as accepted when WhatsApp's ack is here, not when it was written. */
export class Sender {
  readonly #socket: WASocket;
  readonly #pending = new Map<string, PendingSend>();
  readonly #ratchet: OneAtATime;
  readonly #context: () => ComposeContext;
  #closed = false;

  constructor(socket: WASocket, ratchet: OneAtATime, context: () => ComposeContext) {
    this.#socket = socket;
    this.#ratchet = ratchet;
    this.#context = context;
    socket.ws.on('CB:ack,class:message', (node: BinaryNode) => this.#acknowledged(node));
  }

  /** Something was sent that WhatsApp hasn't acknowledged. */
  get waits(): boolean {
    return this.#pending.size > 0;
  }

  async send({
    address,
    channelMessageId,
    content,
  }: {
    address: string;
    channelMessageId: string;
    content: OutboundContent;
  }): Promise<Date> {
    if (!chatAddressOf(address)) throw new SendError('not_on_whatsapp', { retry: false });
    if (this.#closed) throw new SendError('connection_lost', { retry: true });
    if (this.#pending.has(channelMessageId)) throw new SendError('unknown', { retry: true });
    const { message, attributes, nodes } = composeMessage(content, address, this.#context());
    const acknowledged = this.#acknowledgement(channelMessageId);
    try {
      await this.#ratchet.run(() =>
        this.#socket.relayMessage(address, message, {
          messageId: channelMessageId,
          additionalAttributes: attributes,
          ...(nodes && { additionalNodes: nodes }),
        }),
      );
    } catch (error) {
      this.#settle(channelMessageId)?.reject(new SendError('connection_lost', { retry: true, cause: error }));
    }
    return acknowledged;
  }

  /** The socket is gone: nobody knows what became of what wasn't acknowledged. */
  close(): void {
    this.#closed = true;
    for (const id of this.#pending.keys()) {
      this.#settle(id)?.reject(new SendError('connection_lost', { retry: true }));
    }
  }

  #acknowledgement(id: string): Promise<Date> {
    const acknowledged = new Promise<Date>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#settle(id)?.reject(new SendError('connection_lost', { retry: true }));
      }, ackTimeoutMs);
      this.#pending.set(id, {
        resolve(at) {
          clearTimeout(timer);
          resolve(at);
        },
        reject(error) {
          clearTimeout(timer);
          reject(error);
        },
      });
    });
    // It may be refused before the caller gets to wait for it.
    acknowledged.catch(() => undefined);
    return acknowledged;
  }

  #settle(id: string): PendingSend | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #acknowledged({ attrs }: BinaryNode): void {
    const pending = this.#settle(attrs.id ?? '');
    if (!pending) return;
    if (attrs.error) {
      const reason = attrs.error === sendingLimitCode ? 'sending_limit' : 'refused';
      pending.reject(new SendError(reason, { retry: false, cause: `WhatsApp's code ${attrs.error}` }));
      return;
    }
    const seconds = Number(attrs.t);
    pending.resolve(seconds > 0 ? new Date(seconds * 1000) : now());
  }
}
