import { randomBytes } from 'node:crypto';
import { type BinaryNode, Curve, generateMessageIDV2, hmacSign, proto } from '@whiskeysockets/baileys';
import { type Account, Device } from '../data/account.ts';
import { SERVER } from '../data/jid.ts';
import type { Connection } from './connection.ts';
import { addDevice } from './devices.ts';
import type { Network } from './network.ts';
import { el, seconds } from './nodes.ts';

const REFS = 6;
const FIRST_REF_MS = 60_000;
const NEXT_REF_MS = 20_000;
const ANSWER_MS = 20_000;
const ACCOUNT_SIGNATURE_PREFIX = Buffer.from([6, 0]);

/** A client without an account, and what it told about itself. */
export interface Candidate {
  connection: Connection;
  noiseKey: Buffer;
  identity: Buffer;
  registrationId: number;
  signedPreKey: { keyId: number; public: Uint8Array; signature: Uint8Array };
  platform: string;
}

interface PendingLink {
  id: number;
  candidate: Candidate;
  account: Account;
  done(device: Device): void;
  failed(error: Error): void;
}

/** Clients that wait to be linked. */
export class PairingDesk {
  private readonly network: Network;
  private readonly candidates = new Map<Connection, Candidate>();
  private readonly refs = new Map<string, { candidate: Candidate; expires: number }>();
  private readonly pending = new Map<Connection, PendingLink>();

  constructor(network: Network) {
    this.network = network;
  }

  /** A client has connected that isn't linked: offers it refs for its QR codes. */
  welcome(candidate: Candidate): void {
    const { connection } = candidate;
    this.candidates.set(connection, candidate);
    const refs: string[] = [];
    for (let i = 0; i < REFS; i++) {
      const ref = `2@${randomBytes(48).toString('base64')}`;
      this.refs.set(ref, { candidate, expires: Date.now() + FIRST_REF_MS + i * NEXT_REF_MS });
      refs.push(ref);
    }
    const nodes = refs.map((ref) => el('ref', {}, Buffer.from(ref)));
    const attrs = { from: SERVER, type: 'set', xmlns: 'md', id: generateMessageIDV2() };
    connection.send(el('iq', attrs, [el('pair-device', {}, nodes)]));
    this.network.hooks.linking({ method: 'qr' });
  }

  candidate(connection: Connection): Candidate | undefined {
    return this.candidates.get(connection);
  }

  /** Links the client that shows this ref to the account; the secret is in the QR beside it. */
  async linkByRef(account: Account, ref: string, advSecret: Buffer): Promise<Device> {
    const offer = this.refs.get(ref);
    if (!offer) throw new Error('This QR code is unknown: its client is not connected any more.');
    if (offer.expires < Date.now()) throw new Error('This QR code has expired: scan the one shown now.');
    return this.link(account, offer.candidate, advSecret);
  }

  /** Tells the client that it was accepted, and waits for its signature. */
  async link(account: Account, candidate: Candidate, advSecret: Buffer): Promise<Device> {
    const { connection } = candidate;
    if (this.pending.has(connection)) throw new Error('This client is being linked already.');
    if (this.network.plan.peek('passkey', account.number) !== undefined) {
      connection.send(passkeyNotification());
      throw new Error('WhatsApp asks for a passkey before it links this client.');
    }
    const id = account.newDeviceId();
    const linked = new Promise<Device>((resolve, reject) => {
      this.pending.set(connection, { id, candidate, account, done: resolve, failed: reject });
    });
    const timer = setTimeout(
      () => this.fail(connection, 'The client did not confirm the link in time.'),
      ANSWER_MS,
    );
    connection.send(pairSuccess(account, candidate, id, advSecret));
    try {
      return await linked;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The client has signed: it is a linked device from now on, and has to connect anew. */
  confirmed(connection: Connection): void {
    const link = this.pending.get(connection);
    if (!link) return;
    const { id, account, candidate } = link;
    const device = new Device(account, {
      ...candidate,
      id,
      linkedAt: new Date().toISOString(),
      preKeys: [],
      bootstrapped: false,
      queue: [],
    });
    this.pending.delete(connection);
    addDevice(this.network, device);
    connection.end(el('stream:error', { code: '515' }));
    link.done(device);
  }

  /** The connection is gone. */
  leave(connection: Connection): void {
    this.candidates.delete(connection);
    for (const [ref, offer] of this.refs)
      if (offer.candidate.connection === connection) this.refs.delete(ref);
    this.fail(connection, 'The client went away before the link was complete.');
  }

  private fail(connection: Connection, reason: string): void {
    this.pending.get(connection)?.failed(new Error(reason));
    this.pending.delete(connection);
  }
}

function pairSuccess(account: Account, candidate: Candidate, id: number, advSecret: Buffer): BinaryNode {
  const details = proto.ADVDeviceIdentity.encode({
    rawId: randomBytes(4).readUInt32BE(),
    timestamp: Math.floor(Date.now() / 1000),
    keyIndex: id,
  }).finish();
  const signed = Buffer.concat([ACCOUNT_SIGNATURE_PREFIX, details, candidate.identity]);
  const identity = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: account.keys.identity.public,
    accountSignature: Curve.sign(account.keys.identity.private, signed),
  }).finish();
  const sealed = proto.ADVSignedDeviceIdentityHMAC.encode({
    details: identity,
    hmac: hmacSign(identity, advSecret),
  }).finish();
  const jids = { jid: `${account.number}:${id}@${SERVER}`, lid: `${account.lid}:${id}@lid` };
  const attrs = { from: SERVER, type: 'set', xmlns: 'md', id: generateMessageIDV2(), t: seconds() };
  return el('iq', attrs, [
    el('pair-success', {}, [
      el('device-identity', {}, sealed),
      el('device', jids),
      el('platform', { name: 'android' }),
    ]),
  ]);
}

function passkeyNotification(): BinaryNode {
  const options = { challenge: randomBytes(32).toString('base64url'), rpId: 'whatsapp.com', timeout: 60_000 };
  const attrs = { type: 'passkey_prologue_request', from: SERVER, id: generateMessageIDV2(), t: seconds() };
  const request = el('passkey_prologue_request', {}, Buffer.from(JSON.stringify({ publicKey: options })));
  return el('notification', attrs, [request]);
}
