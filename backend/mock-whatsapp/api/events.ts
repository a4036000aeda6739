import type { ChatMessage, TypingState } from './chat-message.ts';
import type { Customer } from './customer.ts';
import type { Group } from './group.ts';
import type { LinkedDevice } from './linked-device.ts';
import type { Phone } from './phone.ts';

/** What a page that shows the mock live has to hear about. */
export interface MockEvents {
  /** A message has come into somebody's chat. `owner` says whose chat. */
  message: { owner: 'phone' | 'customer'; phone: Phone; customer: Customer; message: ChatMessage };
  /** A message in somebody's chat has changed: its status, its text, a reaction, deleted. */
  status: { owner: 'phone' | 'customer'; phone: Phone; customer: Customer; message: ChatMessage };
  /** Something was written in a group, or has changed there. */
  group: { group: Group };
  /** One of the two shows that they write, or has stopped. `from` says who. */
  typing: { from: 'phone' | 'customer'; phone: Phone; customer: Customer; state: TypingState };
  /** A linked device was added, came online, went offline or was removed. */
  device: { phone: Phone; device: LinkedDevice; change: 'linked' | 'online' | 'offline' | 'removed' };
  /** A client without an account waits to be linked: by QR, or by a code for this phone. */
  linking: { method: 'qr' } | { method: 'code'; phone: Phone };
  /** A phone or a customer was added, or has changed (name, picture, online). */
  people: { phone: Phone } | { customer: Customer };
}

/** Any of the events, with its name. */
export type MockChange = { [K in keyof MockEvents]: { type: K } & MockEvents[K] }[keyof MockEvents];

/** The listener's argument for each name `on` takes; `change` is all of them. */
export type MockListeners = MockEvents & { change: MockChange };
