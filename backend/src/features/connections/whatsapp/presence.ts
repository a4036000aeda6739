import type { BaileysEventMap, WASocket } from '@whiskeysockets/baileys';
import type { Logger } from '../../../core/logger.ts';
import type { ChannelTyping } from '../channel.ts';
import { BoundedCache } from './bounded-cache.ts';

const subscribeAgainMs = 10 * 60_000;
const subscriptionLimit = 500;
const onlineMs = 30_000;

const typingStates: Record<string, ChannelTyping['state'] | undefined> = {
  composing: 'composing',
  recording: 'recording',
  paused: 'paused',
  available: 'paused',
  unavailable: 'paused',
};

/** Who is typing, both ways. Worth nothing a moment later, so failures are only noted. */
export class Presence {
  readonly #socket: WASocket;
  readonly #logger: Logger;
  readonly #subscribed = new BoundedCache<number>(subscriptionLimit);
  #offlineTimer: NodeJS.Timeout | undefined;

  constructor(socket: WASocket, logger: Logger) {
    this.#socket = socket;
    this.#logger = logger;
  }

  /** Asks WhatsApp to be told when this person types. It forgets, so it is asked again now and then. */
  async follow(address: string): Promise<void> {
    const last = this.#subscribed.get(address);
    if (last !== undefined && Date.now() - last < subscribeAgainMs) return;
    this.#subscribed.set(address, Date.now());
    await this.#quietly(() => this.#socket.presenceSubscribe(address));
  }

  /** While an agent types the account is online; else the owner's phone would stay silent. */
  async show(address: string, state: 'composing' | 'paused'): Promise<void> {
    await this.#quietly(async () => {
      if (state === 'composing') await this.#beOnline();
      await this.#socket.sendPresenceUpdate(state, address);
    });
  }

  close(): void {
    clearTimeout(this.#offlineTimer);
  }

  async #beOnline(): Promise<void> {
    if (!this.#offlineTimer) await this.#socket.sendPresenceUpdate('available');
    clearTimeout(this.#offlineTimer);
    this.#offlineTimer = setTimeout(() => {
      this.#offlineTimer = undefined;
      void this.#quietly(() => this.#socket.sendPresenceUpdate('unavailable'));
    }, onlineMs);
  }

  async #quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#logger.debug({ err: error }, 'Presence could not be told');
    }
  }
}

/** What a presence event says of the chat's own person. */
export function readPresence({ id, presences }: BaileysEventMap['presence.update']): {
  jid: string;
  state: ChannelTyping['state'];
} | null {
  const presence = presences[id] ?? Object.values(presences)[0];
  const state = presence && typingStates[presence.lastKnownPresence];
  return state ? { jid: id, state } : null;
}
