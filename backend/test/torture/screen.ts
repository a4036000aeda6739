import type { Message } from '@ticketz/contract/messages';
import { messageEndpoints } from '@ticketz/contract/messages';
import type { RealtimeEnvelope, ServerToClient, SocketAuth } from '@ticketz/contract/realtime';
import { type Ticket, ticketEndpoints } from '@ticketz/contract/tickets';
import { io, type Socket } from 'socket.io-client';
import { delay } from '../../src/core/clock.ts';
import { type ApiClient, ApiFailure, createApiClient } from '../harness/api-client.ts';

/** How far back a browser asks again after a cut. The same as the product's pages. */
const overlap = 50;
const remembered = 1_000;
const renewTokenMs = 5 * 60_000;

export interface Shown {
  message: Message;
  /** How many different events have brought it as new. */
  arrivals: number;
}

/**
 * What an agent's browser does, without a browser: one socket that resumes after each cut, a list of messages by id,
 * of two versions the newer one, and everything fetched anew when the server says that too much was missed.
 */
export class Screen {
  readonly messages = new Map<string, Shown>();
  readonly tickets = new Map<string, Ticket>();
  resumed = 0;
  refetched = 0;
  readonly #url: string;
  readonly #issue: () => Promise<string>;
  readonly #socket: Socket<ServerToClient>;
  readonly #seen = new Set<number>();
  #highest: number | undefined;
  #token = '';
  #tokenAt = 0;
  #refetching: Promise<void> | null = null;
  #refetchAgain = false;
  #stopped = false;

  constructor(url: string, issue: () => Promise<string>) {
    this.#url = url;
    this.#issue = issue;
    this.#socket = io(url, {
      path: '/socket.io',
      autoConnect: false,
      transports: ['websocket'],
      reconnectionDelay: 1_000,
      reconnectionDelayMax: 5_000,
      timeout: 10_000,
      auth: (answer) => {
        void this.#auth().then(answer);
      },
    });
    this.#listen();
    this.#socket.connect();
  }

  close(): void {
    this.#stopped = true;
    this.#socket.disconnect();
  }

  /** The newest ticket of a person, by their number. */
  ticketOf(phone: string): Ticket | undefined {
    return [...this.tickets.values()].find(({ contact }) => contact.phoneNumber === phone);
  }

  /** Calls the API as this agent until it answers well. What the server refuses for good is thrown. */
  async untilDone<Result>(work: (api: ApiClient) => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await work(createApiClient(this.#url, await this.#freshToken()));
      } catch (error) {
        if (error instanceof ApiFailure && error.status < 500 && error.status !== 429) throw error;
        if (this.#stopped) throw error;
        await delay(200);
      }
    }
  }

  async #freshToken(): Promise<string> {
    if (Date.now() - this.#tokenAt > renewTokenMs) {
      this.#token = await this.#issue();
      this.#tokenAt = Date.now();
    }
    return this.#token;
  }

  async #auth(): Promise<SocketAuth> {
    const after = this.#highest === undefined ? undefined : Math.max(0, this.#highest - overlap);
    return { token: await this.#freshToken(), after };
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('ready', ({ resumed, seq }) => {
      if (resumed) {
        this.resumed += 1;
        return;
      }
      this.#highest = Math.max(this.#highest ?? 0, seq);
      void this.#refetch();
    });
    socket.on('events', (envelopes) => {
      for (const envelope of envelopes) this.#take(envelope);
    });
    const comeBack = () => {
      if (!this.#stopped) setTimeout(() => socket.connect(), 1_000);
    };
    socket.on('end', () => socket.disconnect());
    socket.on('disconnect', (reason) => {
      if (reason === 'io server disconnect' || reason === 'io client disconnect') comeBack();
    });
    socket.on('connect_error', () => {
      if (!socket.active) comeBack();
    });
  }

  #take(envelope: RealtimeEnvelope): void {
    if (this.#seen.has(envelope.seq)) return;
    this.#seen.add(envelope.seq);
    if (this.#seen.size > remembered) this.#seen.delete(this.#seen.values().next().value ?? 0);
    this.#highest = Math.max(this.#highest ?? 0, envelope.seq);
    if (envelope.type === 'message.created') this.#show(envelope.data.message, 1);
    if (envelope.type === 'message.updated') this.#show(envelope.data.message, 0);
    if (envelope.type === 'ticket.created' || envelope.type === 'ticket.updated') {
      this.#showTicket(envelope.data.ticket);
    }
  }

  #show(message: Message, arrivals: number): void {
    const known = this.messages.get(message.id);
    const newer = !known || message.version > known.message.version ? message : known.message;
    this.messages.set(message.id, { message: newer, arrivals: (known?.arrivals ?? 0) + arrivals });
  }

  #showTicket(ticket: Ticket): void {
    const known = this.tickets.get(ticket.id);
    if (!known || ticket.version > known.version) this.tickets.set(ticket.id, ticket);
  }

  /** One at a time; asked meanwhile, once more. */
  async #refetch(): Promise<void> {
    this.#refetchAgain = true;
    if (this.#refetching) return this.#refetching;
    this.#refetching = this.#refetchWhileAsked();
    await this.#refetching;
    this.#refetching = null;
  }

  async #refetchWhileAsked(): Promise<void> {
    while (this.#refetchAgain && !this.#stopped) {
      this.#refetchAgain = false;
      this.refetched += 1;
      try {
        for (const ticket of await this.#allTickets()) {
          this.#showTicket(ticket);
          await this.#allMessages(ticket.id);
        }
      } catch (error) {
        if (this.#stopped) return;
        throw error;
      }
    }
  }

  async #allTickets(): Promise<Ticket[]> {
    const tickets: Ticket[] = [];
    let cursor: string | undefined;
    do {
      const query = { tab: 'all' as const, limit: 100, cursor };
      const page = await this.untilDone((api) => api.call(ticketEndpoints.listTickets, { query }));
      tickets.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return tickets;
  }

  async #allMessages(ticketId: string): Promise<void> {
    let before: string | undefined;
    do {
      const input = { params: { ticketId }, query: { limit: 100, before } };
      const page = await this.untilDone((api) => api.call(messageEndpoints.listMessages, input));
      for (const message of page.items) this.#show(message, 0);
      before = page.older ?? undefined;
    } while (before);
  }
}
