import { randomInt } from 'node:crypto';
import {
  Curve,
  generateSignalPubKey,
  type KeyPair,
  type SignedKeyPair,
  signedKeyPair,
} from '@whiskeysockets/baileys';
import { ProtocolAddress, SessionBuilder, SessionCipher, SessionRecord } from 'libsignal';
import { mendLibsignal } from './mend-libsignal.ts';
import { quietLibsignal } from './quiet-libsignal.ts';

quietLibsignal();
mendLibsignal();

/** A device in the eyes of somebody who encrypts for it: whose it is, and which. */
export interface PeerDevice {
  user: string;
  device: number;
}

/** What one has to know of a device to write to it for the first time. Public keys without the type byte. */
export interface PreKeyBundle {
  registrationId: number;
  identity: Uint8Array;
  signedPreKey: { keyId: number; public: Uint8Array; signature: Uint8Array };
  preKey?: { keyId: number; public: Uint8Array };
}

export type CiphertextType = 'msg' | 'pkmsg';

/** A key store as it is written to the state file. */
export interface KeyStoreState {
  identity: KeyPair;
  registrationId: number;
  signedPreKey?: SignedKeyPair;
  preKeys: [number, KeyPair][];
  nextPreKeyId: number;
  sessions: [string, unknown][];
}

const PRE_KEY = 3;

/** The keys and Signal sessions of one device of a person. Sessions stay live objects: fast enough for load. */
export class KeyStore {
  readonly identity: KeyPair;
  readonly registrationId: number;
  private signed: SignedKeyPair | undefined;
  private readonly preKeys: Map<number, KeyPair>;
  private readonly sessions: Map<string, SessionRecord>;
  private nextPreKeyId: number;
  private readonly owner: string;

  constructor(owner: string, state?: KeyStoreState) {
    this.owner = owner;
    this.identity = state?.identity ?? Curve.generateKeyPair();
    this.registrationId = state?.registrationId ?? randomInt(1, 16_380);
    this.signed = state?.signedPreKey;
    this.preKeys = new Map(state?.preKeys);
    this.nextPreKeyId = state?.nextPreKeyId ?? 1;
    const sessions = state?.sessions ?? [];
    this.sessions = new Map(
      sessions.map(([address, data]) => [address, SessionRecord.deserialize(data as Uint8Array)]),
    );
  }

  /** Made when it is first needed: signing is slow, and most customers write first. */
  get signedPreKey(): SignedKeyPair {
    this.signed ??= signedKeyPair(this.identity, 1);
    return this.signed;
  }

  /** What the server gives to somebody who wants to write; holds a one-time key that is given out only once. */
  takeBundle(): PreKeyBundle {
    const keyId = this.nextPreKeyId++;
    const preKey = Curve.generateKeyPair();
    this.preKeys.set(keyId, preKey);
    return {
      registrationId: this.registrationId,
      identity: this.identity.public,
      signedPreKey: {
        keyId: this.signedPreKey.keyId,
        public: this.signedPreKey.keyPair.public,
        signature: this.signedPreKey.signature,
      },
      preKey: { keyId, public: preKey.public },
    };
  }

  hasSession(peer: PeerDevice): boolean {
    return this.sessions.get(this.address(peer).toString())?.haveOpenSession() ?? false;
  }

  /** Starts a session with a device; replaces the one there was. */
  async openSession(peer: PeerDevice, bundle: PreKeyBundle): Promise<void> {
    const preKey = bundle.preKey && {
      keyId: bundle.preKey.keyId,
      publicKey: generateSignalPubKey(bundle.preKey.public),
    };
    const session = {
      registrationId: bundle.registrationId,
      identityKey: generateSignalPubKey(bundle.identity),
      signedPreKey: {
        keyId: bundle.signedPreKey.keyId,
        publicKey: generateSignalPubKey(bundle.signedPreKey.public),
        signature: bundle.signedPreKey.signature,
      },
      preKey,
    };
    // libsignal takes a bundle without a one-time key; its types don't say so.
    await this.builder(peer).initOutgoing(session as Parameters<SessionBuilder['initOutgoing']>[0]);
  }

  /** Forgets all sessions, as a phone that was set up anew. */
  forgetSessions(): void {
    this.sessions.clear();
    this.preKeys.clear();
  }

  async encrypt(peer: PeerDevice, data: Uint8Array): Promise<{ type: CiphertextType; ciphertext: Buffer }> {
    const { type, body } = await this.cipher(peer).encrypt(Buffer.from(data));
    return { type: type === PRE_KEY ? 'pkmsg' : 'msg', ciphertext: Buffer.from(body, 'binary') };
  }

  async decrypt(peer: PeerDevice, type: CiphertextType, ciphertext: Uint8Array): Promise<Buffer> {
    const cipher = this.cipher(peer);
    const data = Buffer.from(ciphertext);
    return type === 'pkmsg' ? cipher.decryptPreKeyWhisperMessage(data) : cipher.decryptWhisperMessage(data);
  }

  toState(): KeyStoreState {
    return {
      identity: this.identity,
      registrationId: this.registrationId,
      signedPreKey: this.signed,
      preKeys: [...this.preKeys],
      nextPreKeyId: this.nextPreKeyId,
      sessions: [...this.sessions].map(([address, record]) => [address, record.serialize()]),
    };
  }

  // libsignal queues its work by this address in one process-wide map: the owner's name keeps stores apart.
  private address(peer: PeerDevice): ProtocolAddress {
    return new ProtocolAddress(`${this.owner}>${peer.user}`, peer.device);
  }

  private cipher(peer: PeerDevice): SessionCipher {
    return new SessionCipher(this.storage, this.address(peer));
  }

  private builder(peer: PeerDevice): SessionBuilder {
    return new SessionBuilder(this.storage, this.address(peer));
  }

  private readonly storage = {
    loadSession: async (address: string) => this.sessions.get(address),
    storeSession: async (address: string, record: SessionRecord) => {
      this.sessions.set(address, record);
    },
    isTrustedIdentity: () => true,
    loadPreKey: async (id: number | string) => {
      const pair = this.preKeys.get(Number(id));
      return pair && signalPair(pair);
    },
    removePreKey: (id: number) => {
      this.preKeys.delete(id);
    },
    loadSignedPreKey: () => signalPair(this.signedPreKey.keyPair),
    getOurRegistrationId: () => this.registrationId,
    getOurIdentity: () => signalPair(this.identity),
  };
}

function signalPair(pair: KeyPair): { privKey: Buffer; pubKey: Buffer } {
  return { privKey: Buffer.from(pair.private), pubKey: Buffer.from(generateSignalPubKey(pair.public)) };
}
