import { deflateSync } from 'node:zlib';
import { generateMessageIDV2, proto } from '@whiskeysockets/baileys';
import type { Device } from '../data/account.ts';
import { releaseHeld } from '../server/delivery.ts';
import { removeDevice } from '../server/devices.ts';
import type { FaultName } from '../server/fault-plan.ts';
import type { Network } from '../server/network.ts';
import { el } from '../server/nodes.ts';
import type { Customer } from './customer.ts';
import type { LinkedDevice } from './linked-device.ts';
import { MediaFaults } from './media-faults.ts';
import type { Phone } from './phone.ts';

const { Type } = proto.Message.ProtocolMessage;
const { HistorySyncType } = proto.HistorySync;
const ALWAYS = Number.POSITIVE_INFINITY;

/**
 * When to cut: at once; when a client's message has arrived but before anybody gets it (it is lost); when it is
 * on its way to the recipient but the client doesn't know (it will send it again); right after the ack; or in the
 * middle of what the server pushes.
 */
export type DropMoment = 'now' | 'before-accept' | 'before-ack' | 'after-ack' | 'mid-burst';

/** What a forged message claims. */
export type Forgery =
  /** To be the phone's history, with a message in it. */
  | { kind: 'history-sync'; text: string }
  /** To edit a message, whoever wrote it. */
  | { kind: 'edit'; messageId: string; fromMe?: boolean; text: string }
  /** To delete a message, whoever wrote it. */
  | { kind: 'delete'; messageId: string; fromMe?: boolean }
  /** To be a copy of what was typed on the phone. */
  | { kind: 'sent-by-phone'; text: string }
  /** Anything else. */
  | { kind: 'protocol-message'; protocolMessage: proto.Message.IProtocolMessage };

/** What goes wrong, by name. Each holds until it has happened `count` times, or until `clear()`. */
export class Faults {
  /** With files. */
  readonly media: MediaFaults;
  private readonly network: Network;

  constructor(network: Network) {
    this.network = network;
    this.media = new MediaFaults(network);
  }

  /**
   * Cuts the connection of a phone's devices. The real WhatsApp does so at any time; what it hadn't confirmed it
   * doesn't have, and what the client hadn't confirmed comes again. `after`: for `mid-burst`, the number of
   * messages that still go out (default 3).
   */
  dropConnection(o: { phone: Phone; when?: DropMoment; count?: number; after?: number }): void {
    const { phone, when = 'now', count = 1, after = 3 } = o;
    if (when === 'mid-burst') this.set('drop:mid-burst', phone, after);
    else if (when !== 'now') this.set(`drop:${when}`, phone, count);
    else for (const device of devicesOf(phone)) this.network.connection(device)?.cut();
  }

  /** Everything the server sends to the phone's devices is late by this much, as on a slow network. */
  delay({ phone, ms }: { phone: Phone; ms: number }): void {
    this.set('delay', phone, ALWAYS, ms);
  }

  /**
   * The next messages come twice with the same id. `resent`: encrypted anew, as when the author's phone missed the
   * server's ack; a client that doesn't look at ids has two messages. `stanza`: the server pushes the same bytes
   * again, which clients can't decrypt a second time.
   */
  duplicate(o: { phone: Phone; count?: number; how?: 'resent' | 'stanza' }): void {
    const { phone, count = 1, how = 'resent' } = o;
    this.set(how === 'resent' ? 'resend' : 'duplicate', phone, count);
  }

  /** Holds the next `count` messages back and then pushes them, the newest first. */
  reorder({ phone, count = 2 }: { phone: Phone; count?: number }): void {
    this.set('reorder', phone, ALWAYS, count);
  }

  /**
   * Refuses what the phone's devices send, with this code in the ack: 463 for an account that may not write to
   * strangers for a while, 479 for a broken stanza. Nobody gets the message.
   */
  refuseSends({ phone, code, count = ALWAYS }: { phone: Phone; code: number; count?: number }): void {
    this.set('refuse', phone, count, code);
  }

  /** Refuses what the phone's devices want to change of the account's privacy. */
  refusePrivacy({ phone, count = 1 }: { phone: Phone; count?: number }): void {
    this.set('refuse-privacy', phone, count);
  }

  /**
   * The server stays connected but keeps quiet: about what it has taken (`acks`), or altogether (`everything`),
   * as a half-open connection does. Clients notice the latter after 35 s without a ping's answer.
   */
  silence({ phone, what = 'everything' }: { phone: Phone; what?: 'acks' | 'everything' }): void {
    this.set(what === 'acks' ? 'silent-acks' : 'silent', phone, ALWAYS);
  }

  /** The owner removes linked devices on the phone (all, or this one): stream error 401, and later log-ins fail. */
  logOut({ phone, device }: { phone: Phone; device?: LinkedDevice }): void {
    for (const one of devicesOf(phone, device)) removeDevice(this.network, one);
  }

  /** The same device has connected from elsewhere: stream error "conflict, replaced" (440). It stays linked. */
  replace({ phone, device }: { phone: Phone; device?: LinkedDevice }): void {
    const node = el('stream:error', {}, [el('conflict', { type: 'replaced' })]);
    for (const one of devicesOf(phone, device)) this.network.connection(one)?.end(node);
  }

  /** WhatsApp bans the account: connections end with failure 403, and each log-in does until `clear()`. */
  ban({ phone }: { phone: Phone }): void {
    this.set('ban', phone, ALWAYS);
    const node = el('failure', { reason: '403', location: 'mock' });
    for (const device of devicesOf(phone)) this.network.connection(device)?.end(node);
  }

  /** The server asks to connect anew (515), as after linking or an upgrade of its own. */
  requireRestart({ phone, device }: { phone: Phone; device?: LinkedDevice }): void {
    const node = el('stream:error', { code: '515' });
    for (const one of devicesOf(phone, device)) this.network.connection(one)?.end(node);
  }

  /**
   * The next messages' ciphertext is damaged. The client can't decrypt and sends a retry receipt; the author then
   * encrypts it anew, in a new session, and it arrives with the same id. `count` counts what is sent again, too.
   */
  corruptNext({ phone, count = 1 }: { phone: Phone; count?: number }): void {
    this.set('corrupt', phone, count);
  }

  /** A customer with a modified app claims what only the phone itself or the author may (CVE-2026-48063). */
  async forgeProtocolMessage(o: { from: Customer; to: Phone; forgery: Forgery }): Promise<void> {
    await o.from.change(o.to, forged(o.from, o.to, o.forgery));
  }

  /**
   * Linking stalls: after the QR or the code WhatsApp asks for a passkey (since June 2026, for some accounts).
   * `scanQr` and `enterPairingCode` reject; the client gets a notification and nothing else.
   */
  passkeyPrologue({ phone }: { phone: Phone }): void {
    this.set('passkey', phone, ALWAYS);
  }

  /** Everything works again, or what concerns a phone, files aside; what was held back goes out. */
  clear({ phone }: { phone?: Phone } = {}): void {
    this.network.plan.clear(phone?.number);
    if (!phone) this.media.clear();
    const own = phone && devicesOf(phone);
    for (const { device } of this.network.allConnections()) {
      if (device && (!own || own.includes(device))) releaseHeld(this.network, device);
    }
  }

  private set(name: FaultName, phone: Phone, count: number, value?: number): void {
    this.network.plan.set(name, phone.number, count, value);
  }
}

function devicesOf(phone: Phone, device?: LinkedDevice): Device[] {
  const devices = [...phone.account.devices.values()];
  return device ? devices.filter(({ id }) => id === device.id) : devices;
}

function forged(from: Customer, to: Phone, forgery: Forgery): proto.IMessage {
  const key = (id: string, fromMe = false) => ({ remoteJid: to.jid, fromMe, id });
  switch (forgery.kind) {
    case 'history-sync':
      return { protocolMessage: forgedHistory(from, forgery.text) };
    case 'edit': {
      const editedMessage = { conversation: forgery.text };
      const target = key(forgery.messageId, forgery.fromMe);
      return {
        protocolMessage: { key: target, type: Type.MESSAGE_EDIT, editedMessage, timestampMs: Date.now() },
      };
    }
    case 'delete':
      return { protocolMessage: { key: key(forgery.messageId, forgery.fromMe), type: Type.REVOKE } };
    case 'sent-by-phone':
      return { deviceSentMessage: { destinationJid: from.jid, message: { conversation: forgery.text } } };
    default:
      return { protocolMessage: forgery.protocolMessage };
  }
}

function forgedHistory(from: Customer, text: string): proto.Message.IProtocolMessage {
  const key = { remoteJid: from.jid, fromMe: false, id: generateMessageIDV2() };
  const message = { key, message: { conversation: text }, messageTimestamp: Math.floor(Date.now() / 1000) };
  const sync = {
    syncType: HistorySyncType.RECENT,
    conversations: [{ id: from.jid, messages: [{ message }] }],
  };
  const payload = deflateSync(proto.HistorySync.encode(sync).finish());
  return {
    type: Type.HISTORY_SYNC_NOTIFICATION,
    historySyncNotification: {
      syncType: HistorySyncType.RECENT,
      progress: 100,
      initialHistBootstrapInlinePayload: payload,
    },
  };
}
