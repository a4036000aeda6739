import { generateMessageIDV2 } from '@whiskeysockets/baileys';
import type { Account } from '../data/account.ts';
import { deliver } from '../server/delivery.ts';
import type { Network } from '../server/network.ts';
import { el, seconds } from '../server/nodes.ts';
import type { WaitOptions } from './chat-message.ts';
import type { Waiting } from './waiting.ts';

export interface CallOptions {
  video?: boolean;
  /** A call of everybody in a group. */
  group?: { readonly jid: string };
  /** What the caller is known by. */
  addressing?: 'phone' | 'lid';
}

/** How a call stands: it rings, or somebody has ended it. */
export type CallStatus = 'ringing' | 'rejected' | 'missed' | 'ended';

/** A customer calls a phone, whose linked clients ring as well. Nobody can talk here. */
export class Call {
  readonly id = generateMessageIDV2().slice(0, 32);
  private readonly network: Network;
  private readonly caller: Account;
  private readonly called: Account;
  private readonly waiting: Waiting;
  private readonly from: string;
  private current: CallStatus = 'ringing';

  constructor(network: Network, caller: Account, called: Account, waiting: Waiting, options: CallOptions) {
    this.network = network;
    this.caller = caller;
    this.called = called;
    this.waiting = waiting;
    this.from = options.addressing === 'lid' ? caller.lidJid : caller.jid;
    const { group } = options;
    const kind = el(options.video ? 'video' : 'audio', { enc: 'opus', rate: '16000' });
    this.signal('offer', { 'group-jid': group?.jid, type: group && 'group', caller_pn: this.caller.jid }, [
      kind,
    ]);
  }

  get status(): CallStatus {
    return this.current;
  }

  /** Nobody has answered: it is a missed call. */
  timeOut(): void {
    this.finish('missed', 'timeout');
  }

  /** The caller gives up. */
  hangUp(): void {
    this.finish('ended');
  }

  waitForStatus(status: CallStatus, options?: WaitOptions): Promise<void> {
    const look = () => (this.current === status ? true : undefined);
    const what = () => `the call to be ${status}, it is ${this.current}`;
    return this.waiting.until(what, look, options).then(() => undefined);
  }

  /** A client of the called has answered. Not for test authors. */
  answered(what: string): void {
    if (this.current !== 'ringing' || what !== 'reject') return;
    this.current = 'rejected';
    this.signal('terminate', {});
    this.waiting.poke();
  }

  private finish(status: 'missed' | 'ended', reason?: string): void {
    if (this.current !== 'ringing') return;
    this.current = status;
    this.signal('terminate', { reason });
    this.waiting.poke();
  }

  private signal(
    tag: 'offer' | 'terminate',
    extra: Record<string, string | undefined>,
    content: ReturnType<typeof el>[] = [],
  ): void {
    const child = el(tag, { 'call-id': this.id, 'call-creator': this.from, ...extra }, content);
    for (const device of this.called.devices.values()) {
      const attrs = { from: this.from, id: generateMessageIDV2(), t: seconds(), notify: this.caller.name };
      deliver(this.network, device, el('call', attrs, [child]));
    }
  }
}
