import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import type { Account, Device } from '../data/account.ts';
import { BlobStore } from '../data/blob-store.ts';
import type { GroupRecord } from '../data/group.ts';
import { brazilianTwin, parseJid, SERVER } from '../data/jid.ts';
import type { CiphertextType } from '../data/key-store.ts';
import type { Connection } from './connection.ts';
import { FaultPlan } from './fault-plan.ts';
import type { MediaShelf } from './media-host.ts';
import { MediaTroubles } from './media-troubles.ts';

/** Who sent something: an account, and which of its devices. */
export interface Sender {
  account: Account;
  device: number;
}

/** A message as it arrives, encrypted, on a person's phone. */
export interface Incoming {
  from: Sender;
  id: string;
  /** The address of the chat: what the sender wrote to. */
  to: string;
  /** Encrypted for this phone. In a group only for one that lacks the sender's key, or to which it is sent again. */
  sealed?: { type: CiphertextType; ciphertext: Uint8Array };
  /** In a group: encrypted once for all. */
  forAll?: Uint8Array;
  timestamp: number;
  attrs: BinaryNode['attrs'];
}

/** What a member of a group gets from another person of the mock, whose phones don't encrypt between each other. */
export interface Overheard {
  id: string;
  content: proto.IMessage;
  timestamp: number;
}

/** A part of a phone's history. */
export interface HistoryPart {
  history: proto.IHistorySync;
  /** On the media host, as large ones are, instead of in the message itself. */
  external: boolean;
}

/** A receipt as it arrives on a person's phone. */
export interface IncomingReceipt {
  from: Sender;
  ids: string[];
  /** Nothing for "delivered"; `read-self` when another device of one's own has read a chat. */
  type: string | undefined;
  /** With whom the chat is; from others it is they themselves, or the group. */
  chat: Account | GroupRecord;
  /** What else is in it: a retry receipt holds keys. */
  node: BinaryNode;
}

/** A person whose phone is part of the mock: what the server brings to it. */
export interface Resident {
  readonly account: Account;
  message(message: Incoming): void;
  receipt(receipt: IncomingReceipt): void;
  chatState(from: Account, state: 'composing' | 'recording' | 'paused'): void;
  /** Something is written in a group they are in. */
  hear(from: Account, group: GroupRecord, message: Overheard): void;
  /** Somebody has left a group they are in. */
  memberLeft?(group: GroupRecord): void;
  /** A client of this person rejects, accepts or ends a call. */
  callAnswered?(from: Account, callId: string, what: string): void;
  /** A client of this person asks for a medium to be uploaded again. Only phones can. */
  mediaRetry?(device: Device, request: BinaryNode): void;
  /** Online or not, as those see it who ask. */
  readonly online: boolean;
  /** The chats a client gets when it is linked. Only phones have them. */
  history?(): HistoryPart[];
  /** False: a client gets no key of the app state. */
  readonly sharesKeys?: boolean;
}

/** What those who look at the server from outside are told. */
export interface NetworkHooks {
  device(device: Device, change: 'linked' | 'online' | 'offline' | 'removed'): void;
  linking(offer: { method: 'qr' } | { method: 'code'; account: Account }): void;
  /** A message was written to a connection of this account. */
  pushed(account: Account, message: BinaryNode): void;
  /** Something that belongs into the state file has changed. */
  changed(): void;
}

/** Everybody on this WhatsApp, and who is connected. */
export class Network {
  readonly accounts = new Map<string, Account>();
  /** By their addresses. */
  readonly groups = new Map<string, GroupRecord>();
  readonly residents = new Map<Account, Resident>();
  readonly plan = new FaultPlan();
  readonly logger: Logger;
  readonly hooks: NetworkHooks;
  /** `HOST:PORT` of the media host. */
  mediaHost = '';
  private readonly lids = new Map<string, Account>();
  private readonly online = new Map<Device, Connection>();

  /** What lies on the media host. */
  readonly media: MediaShelf;

  /** `mediaDirectory`: where blobs are kept over restarts; default: in memory only. */
  constructor(logger: Logger, hooks: NetworkHooks, mediaDirectory?: string) {
    this.logger = logger;
    this.hooks = hooks;
    this.media = { blobs: new BlobStore(mediaDirectory), troubles: new MediaTroubles(), pictures: new Map() };
  }

  addAccount(account: Account): void {
    this.accounts.set(account.number, account);
    this.lids.set(account.lid, account);
  }

  /** The account at an address, by number or LID. */
  account(jid: string | undefined): Account | undefined {
    const address = parseJid(jid);
    if (!address) return undefined;
    if (address.server === 'lid') return this.lids.get(address.user);
    return address.server === SERVER ? this.accounts.get(address.user) : undefined;
  }

  /** The account a number reaches: WhatsApp knows a Brazilian mobile under one of its two forms. */
  accountByNumber(number: string): Account | undefined {
    const twin = brazilianTwin(number);
    return this.accounts.get(number) ?? (twin ? this.accounts.get(twin) : undefined);
  }

  connection(device: Device): Connection | undefined {
    return this.online.get(device);
  }

  /** The device is connected by this connection now; tells which one it was before. */
  attach(device: Device, connection: Connection): Connection | undefined {
    const before = this.online.get(device);
    this.online.set(device, connection);
    connection.device = device;
    return before;
  }

  detach(connection: Connection): void {
    const { device } = connection;
    if (!device || this.online.get(device) !== connection) return;
    this.online.delete(device);
    this.hooks.device(device, 'offline');
  }

  /** The device isn't linked any more: nobody is connected as it. */
  forget(device: Device): Connection | undefined {
    const connection = this.online.get(device);
    this.online.delete(device);
    return connection;
  }

  allConnections(): Connection[] {
    return [...this.online.values()];
  }
}
