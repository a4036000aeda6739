import type { proto } from '@whiskeysockets/baileys';
import type { Customer } from './customer.ts';
import type { LinkedDevice } from './linked-device.ts';
import type { Phone } from './phone.ts';

/**
 * When to cut: at once; when a client's message has arrived but before anybody gets it (it is lost); when it is
 * on its way to the recipient but the client doesn't know (it will send it again); right after the ack; or in the
 * middle of what the server pushes.
 */
export type DropMoment = 'now' | 'before-accept' | 'before-ack' | 'after-ack' | 'mid-burst';

/** What a forged message claims. */
export type Forgery =
  | { kind: 'history-sync'; text: string }
  | { kind: 'edit'; messageId: string; text: string }
  | { kind: 'delete'; messageId: string }
  | { kind: 'sent-by-phone'; text: string }
  | { kind: 'protocol-message'; protocolMessage: proto.Message.IProtocolMessage };

/** What goes wrong, by name. Each holds until it has happened `count` times, or until `clear()`. */
export declare class Faults {
  dropConnection(o: { phone: Phone; when?: DropMoment; count?: number }): void;
  delay(o: { phone: Phone; ms: number }): void;
  duplicate(o: { phone: Phone; count?: number }): void;
  reorder(o: { phone: Phone; count?: number }): void;
  refuseSends(o: { phone: Phone; code: number; count?: number }): void;
  silence(o: { phone: Phone; what?: 'acks' | 'everything' }): void;
  logOut(o: { phone: Phone; device?: LinkedDevice }): void;
  replace(o: { phone: Phone; device?: LinkedDevice }): void;
  ban(o: { phone: Phone }): void;
  requireRestart(o: { phone: Phone; device?: LinkedDevice }): void;
  corruptNext(o: { phone: Phone; count?: number }): void;
  forgeProtocolMessage(o: { from: Customer; to: Phone; forgery: Forgery }): Promise<void>;
  passkeyPrologue(o: { phone: Phone }): void;
  clear(): void;
}
