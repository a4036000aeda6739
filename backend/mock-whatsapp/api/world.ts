import type { Account } from '../data/account.ts';
import type { Network } from '../server/network.ts';
import type { PairingDesk } from '../server/pairing.ts';
import type { CodePairing } from '../server/pairing-code.ts';
import type { Customer } from './customer.ts';
import type { MockEvents } from './events.ts';
import type { Phone } from './phone.ts';

/** What people know of the world around them. */
export interface World {
  readonly network: Network;
  readonly desk: PairingDesk;
  readonly codes: CodePairing;
  phoneOf(account: Account): Phone | undefined;
  customerOf(account: Account): Customer | undefined;
  emit<K extends keyof MockEvents>(type: K, event: MockEvents[K]): void;
}
