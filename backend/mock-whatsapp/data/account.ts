import { randomBytes } from 'node:crypto';
import type { BinaryNode } from '@whiskeysockets/baileys';
import { DeliveryQueue } from './delivery-queue.ts';
import { lidJid, phoneJid } from './jid.ts';
import { KeyStore, type KeyStoreState, type PreKeyBundle } from './key-store.ts';
import { SenderKeys } from './sender-keys.ts';

/** A client linked to an account, as the server knows it. */
export class Device {
  readonly id: number;
  readonly account: Account;
  readonly platform: string;
  readonly linkedAt: Date;
  /** The key of its noise handshakes: by it the server knows the device again. */
  readonly noiseKey: Uint8Array;
  readonly queue: DeliveryQueue;
  identity: Uint8Array;
  registrationId: number;
  signedPreKey: PreKeyBundle['signedPreKey'];
  preKeys: NonNullable<PreKeyBundle['preKey']>[];
  /** History and app-state keys were sent to it. */
  bootstrapped: boolean;

  constructor(account: Account, state: DeviceState) {
    this.account = account;
    this.id = state.id;
    this.platform = state.platform;
    this.linkedAt = new Date(state.linkedAt);
    this.noiseKey = state.noiseKey;
    this.identity = state.identity;
    this.registrationId = state.registrationId;
    this.signedPreKey = state.signedPreKey;
    this.preKeys = state.preKeys;
    this.bootstrapped = state.bootstrapped;
    this.queue = new DeliveryQueue(state.queue);
  }

  get jid(): string {
    return phoneJid(this.account.number, this.id);
  }

  get lidJid(): string {
    return lidJid(this.account.lid, this.id);
  }

  /** Its public keys, with a one-time key that nobody else gets, as long as there are some. */
  takeBundle(): PreKeyBundle {
    return {
      registrationId: this.registrationId,
      identity: this.identity,
      signedPreKey: this.signedPreKey,
      preKey: this.preKeys.shift(),
    };
  }

  toState(): DeviceState {
    const { id, platform, noiseKey, identity, registrationId, signedPreKey, preKeys, bootstrapped } = this;
    return {
      id,
      platform,
      linkedAt: this.linkedAt.toISOString(),
      noiseKey,
      identity,
      registrationId,
      signedPreKey,
      preKeys,
      bootstrapped,
      queue: this.queue.pending(),
    };
  }
}

/** A device as it is written to the state file. */
export interface DeviceState {
  id: number;
  platform: string;
  linkedAt: string;
  noiseKey: Uint8Array;
  identity: Uint8Array;
  registrationId: number;
  signedPreKey: PreKeyBundle['signedPreKey'];
  preKeys: NonNullable<PreKeyBundle['preKey']>[];
  bootstrapped: boolean;
  queue: BinaryNode[];
}

/** One collection of the app state: its version, and the patch that led to each version. */
export interface Collection {
  version: number;
  patches: Uint8Array[];
  /** All that held at a version, for who starts from nothing. */
  snapshot?: { version: number; bytes: Uint8Array };
}

/** What a business says of itself. */
export interface BusinessProfile {
  description?: string;
  category?: string;
  email?: string;
  website?: string;
  address?: string;
}

/** An account as it is written to the state file. */
export interface AccountState {
  number: string;
  lid: string;
  name: string;
  picture?: string;
  business?: BusinessProfile;
  keys: KeyStoreState;
  devices: DeviceState[];
  nextDeviceId: number;
  collections: [string, Collection][];
  appStateKey: { id: Uint8Array; data: Uint8Array };
  blocked: string[];
  privacy: [string, string][];
}

/** A person on WhatsApp: number, LID, the phone's keys, and the clients linked to it. */
export class Account {
  readonly number: string;
  /** The digits of the LID. */
  readonly lid: string;
  name: string;
  picture: string | undefined;
  /** Only businesses have one. */
  business: BusinessProfile | undefined;
  readonly keys: KeyStore;
  /** For groups. Not written to the state file: after a restart others are asked to send again. */
  readonly senderKeys: SenderKeys;
  readonly devices = new Map<number, Device>();
  readonly collections: Map<string, Collection>;
  readonly appStateKey: { id: Uint8Array; data: Uint8Array };
  readonly blocked: Set<string>;
  readonly privacy: Map<string, string>;
  private nextDeviceId: number;

  constructor(state: Pick<AccountState, 'number' | 'lid' | 'name' | 'picture'> & Partial<AccountState>) {
    this.number = state.number;
    this.lid = state.lid;
    this.name = state.name;
    this.picture = state.picture;
    this.business = state.business;
    this.keys = new KeyStore(state.number, state.keys);
    this.senderKeys = new SenderKeys(state.number);
    this.nextDeviceId = state.nextDeviceId ?? 1;
    this.collections = new Map(state.collections);
    this.appStateKey = state.appStateKey ?? { id: randomBytes(6), data: randomBytes(32) };
    this.blocked = new Set(state.blocked);
    this.privacy = new Map(state.privacy);
    for (const device of state.devices ?? []) this.devices.set(device.id, new Device(this, device));
  }

  get jid(): string {
    return phoneJid(this.number);
  }

  get lidJid(): string {
    return lidJid(this.lid);
  }

  /** The number the next device to be linked will have; no number is used twice. */
  newDeviceId(): number {
    return this.nextDeviceId++;
  }

  toState(): AccountState {
    return {
      number: this.number,
      lid: this.lid,
      name: this.name,
      picture: this.picture,
      business: this.business,
      keys: this.keys.toState(),
      devices: [...this.devices.values()].map((device) => device.toState()),
      nextDeviceId: this.nextDeviceId,
      collections: [...this.collections],
      appStateKey: this.appStateKey,
      blocked: [...this.blocked],
      privacy: [...this.privacy],
    };
  }
}
