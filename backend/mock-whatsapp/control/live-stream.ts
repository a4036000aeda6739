import type { ServerResponse } from 'node:http';
import type { Customer } from '../api/customer.ts';
import type { MockChange } from '../api/events.ts';
import type { Group } from '../api/group.ts';
import type { MockWhatsApp } from '../api/mock-whatsapp.ts';
import type { Phone } from '../api/phone.ts';
import { ControlError } from './control-error.ts';
import { presentChat, presentCustomer, presentGroup, presentPhone, presentState } from './present.ts';
import type { LiveEvent } from './view.ts';

const GATHER_MS = 20;
const HEARTBEAT_MS = 15_000;
const MAX_LISTENERS = 32;
/** One who reads slower than this is cut off; on reconnecting they get everything anew. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024;

/** Server-sent events: the whole state to who joins, then each chat that changed, many changes gathered in one. */
export class LiveStream {
  readonly #whatsapp: MockWhatsApp;
  readonly #listeners = new Set<ServerResponse>();
  readonly #changedChats = new Map<string, { phone: Phone; customer: Customer }>();
  readonly #stopListening: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #changedGroups = new Set<Group>();
  #peopleChanged = false;
  #gathering: NodeJS.Timeout | null = null;

  constructor(whatsapp: MockWhatsApp) {
    this.#whatsapp = whatsapp;
    this.#stopListening = whatsapp.on('change', (change) => this.#note(change));
    this.#heartbeat = setInterval(() => this.#write(': still here\n\n'), HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  join(response: ServerResponse): void {
    if (this.#listeners.size >= MAX_LISTENERS) {
      throw new ControlError(503, 'too_many_listeners', `Only ${MAX_LISTENERS} pages can watch at once`);
    }
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const leave = () => this.#listeners.delete(response);
    response.on('close', leave);
    response.on('error', leave);
    response.write(`retry: 1000\n${encode({ type: 'state', state: presentState(this.#whatsapp) })}`);
    this.#listeners.add(response);
  }

  close(): void {
    this.#stopListening();
    clearInterval(this.#heartbeat);
    if (this.#gathering) clearTimeout(this.#gathering);
    for (const response of this.#listeners) response.end();
  }

  #note(change: MockChange): void {
    if (this.#listeners.size === 0) return;
    if (change.type === 'message' || change.type === 'status' || change.type === 'typing') {
      const { phone, customer } = change;
      this.#changedChats.set(`${phone.number} ${customer.number}`, { phone, customer });
    } else if (change.type === 'group') {
      this.#changedGroups.add(change.group);
    } else {
      this.#peopleChanged = true;
    }
    this.#gathering ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  #flush(): void {
    this.#gathering = null;
    if (this.#peopleChanged) {
      const phones = this.#whatsapp.phones.map(presentPhone);
      const customers = this.#whatsapp.customers.map(presentCustomer);
      this.#write(encode({ type: 'people', phones, customers }));
    }
    for (const { phone, customer } of this.#changedChats.values()) {
      this.#write(encode({ type: 'chat', chat: presentChat(phone, customer) }));
    }
    for (const group of this.#changedGroups) {
      const chats = presentGroup(this.#whatsapp, group);
      this.#write(encode({ type: 'group', group: group.record.id, chats }));
    }
    this.#peopleChanged = false;
    this.#changedChats.clear();
    this.#changedGroups.clear();
  }

  #write(text: string): void {
    for (const response of this.#listeners) {
      if (response.writableLength <= MAX_UNREAD_BYTES) {
        response.write(text);
        continue;
      }
      this.#listeners.delete(response);
      response.destroy();
    }
  }
}

const encode = (event: LiveEvent) => `data: ${JSON.stringify(event)}\n\n`;
