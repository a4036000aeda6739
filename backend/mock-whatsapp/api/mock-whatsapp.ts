import type { Customer } from './customer.ts';
import type { MockListeners } from './events.ts';
import type { Faults } from './faults.ts';
import type { Phone } from './phone.ts';

/** Where to listen, and what to remember. Everything has a default. */
export interface MockWhatsAppOptions {
  /** Default 127.0.0.1. */
  host?: string;
  /** The port of the WebSocket; default: a free one. */
  port?: number;
  /** The port of the media host; default: a free one. */
  mediaPort?: number;
  /** A file that keeps accounts, keys, linked devices, queues and chats over restarts. Default: memory only. */
  stateFile?: string;
}

/** Who is on WhatsApp. `number`: digits with country code. Without `lid` one is derived from the number. */
export interface PersonOptions {
  number: string;
  name: string;
  lid?: string;
  /** The profile picture: a URL that the server gives out as it is. */
  picture?: string;
}

export interface CustomerOptions extends PersonOptions {
  /** Whether their messages come from the phone number (default) or from the LID. */
  addressing?: 'phone' | 'lid';
}

/** A WhatsApp on this machine: the server, and the people on it. */
export declare class MockWhatsApp {
  static start(options?: MockWhatsAppOptions): Promise<MockWhatsApp>;
  /** For Baileys' `waWebSocketUrl`. */
  readonly url: string;
  /** `HOST:PORT` of the media host (https). */
  readonly mediaHost: string;
  /** The media host's certificate (PEM), for `NODE_EXTRA_CA_CERTS` or an agent's `ca`. */
  readonly mediaCertificate: string;
  readonly faults: Faults;
  get phones(): Phone[];
  get customers(): Customer[];
  /** Adds an account with a phone. With a `stateFile`, a number that is already there is returned as it is. */
  addPhone(options: PersonOptions): Phone;
  /** Adds a person who can write to phones. With a `stateFile`, a number that is already there is returned as it is. */
  addCustomer(options: CustomerOptions): Customer;
  /** The phone with this number; throws when there is none. */
  phone(number: string): Phone;
  /** The customer with this number; throws when there is none. */
  customer(number: string): Customer;
  /** Calls `listener` at each event; returns the way to stop it. */
  on<K extends keyof MockListeners>(event: K, listener: (event: MockListeners[K]) => void): () => void;
  /** Cuts all connections, writes the state file, frees the ports. */
  stop(): Promise<void>;
}
