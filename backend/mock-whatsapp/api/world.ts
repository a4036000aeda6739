import type { Account } from '../data/account.ts';
import type { GroupRecord } from '../data/group.ts';
import type { Network } from '../server/network.ts';
import type { PairingDesk } from '../server/pairing.ts';
import type { CodePairing } from '../server/pairing-code.ts';
import type { ChatMessage, TypingState } from './chat-message.ts';

/** What people tell of themselves; see `MockEvents` for what it means. People are named by their accounts. */
export type News =
  | {
      type: 'message' | 'status';
      owner: 'phone' | 'customer';
      phone: Account;
      customer: Account;
      message: ChatMessage;
    }
  | { type: 'group'; group: GroupRecord }
  | { type: 'typing'; from: 'phone' | 'customer'; phone: Account; customer: Account; state: TypingState };

/** What people know of the world around them. */
export interface World {
  readonly network: Network;
  readonly desk: PairingDesk;
  readonly codes: CodePairing;
  tell(news: News): void;
  /** Something about the person themself has changed. */
  changed(account: Account): void;
}
