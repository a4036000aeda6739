import { randomBytes } from 'node:crypto';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
  generateMessageIDV2,
  hkdf,
  type KeyPair,
} from '@whiskeysockets/baileys';
import type { Account, Device } from '../data/account.ts';
import { SERVER } from '../data/jid.ts';
import type { Connection } from './connection.ts';
import type { Network } from './network.ts';
import { child, childBytes, el, IqError, seconds } from './nodes.ts';
import type { PairingDesk } from './pairing.ts';

const ANSWER_MS = 20_000;

interface Waiting {
  connection: Connection;
  account: Account;
  ref: Buffer;
  wrappedKey: Buffer;
  /** What the phone has made when the code was typed in. */
  phone?: { ephemeral: KeyPair; companion: Buffer; finish(bundle: Buffer): void };
}

/** Clients that show a pairing code, and the exchange that proves that phone and client know the same one. */
export class CodePairing {
  private readonly network: Network;
  private readonly desk: PairingDesk;
  private readonly waiting = new Map<Connection, Waiting>();

  constructor(network: Network, desk: PairingDesk) {
    this.network = network;
    this.desk = desk;
  }

  /** A client shows a code for this number. The server doesn't know the code. */
  hello(connection: Connection, registration: BinaryNode): BinaryNode[] {
    const account = this.network.account(registration.attrs.jid);
    if (!account) throw new IqError(404, 'item-not-found');
    const wrappedKey = childBytes(registration, 'link_code_pairing_wrapped_companion_ephemeral_pub');
    const ref = randomBytes(16);
    this.waiting.set(connection, { connection, account, ref, wrappedKey });
    this.network.hooks.linking({ method: 'code', account });
    const answer = el('link_code_pairing_ref', {}, ref);
    return [el('link_code_companion_reg', { stage: 'companion_hello' }, [answer])];
  }

  /** The client's half of the exchange, after the code was typed in. */
  finish(connection: Connection, registration: BinaryNode): BinaryNode[] {
    const waiting = this.waiting.get(connection);
    if (!waiting?.phone) throw new IqError(400, 'bad-request');
    waiting.phone.finish(childBytes(registration, 'link_code_pairing_wrapped_key_bundle'));
    return [];
  }

  leave(connection: Connection): void {
    this.waiting.delete(connection);
  }

  /** The phone types the code in. */
  async enter(account: Account, text: string): Promise<Device> {
    const code = text.replace(/[^0-9a-z]/gi, '').toUpperCase();
    if (code.length !== 8) throw new Error('A pairing code has eight characters.');
    const waiting = [...this.waiting.values()].toReversed().find((entry) => entry.account === account);
    const candidate = waiting && this.desk.candidate(waiting.connection);
    if (!waiting || !candidate) throw new Error('No client waits for a code of this number.');
    const companion = await unwrap(waiting.wrappedKey, code);
    const ephemeral = Curve.generateKeyPair();
    const answered = this.awaitFinish(waiting, ephemeral, companion);
    waiting.connection.send(await primaryHello(waiting, ephemeral, code));
    const shared = Curve.sharedKey(ephemeral.private, companion);
    const bundle = openBundle(await answered, shared);
    const identityShared = Curve.sharedKey(account.keys.identity.private, bundle.identity);
    const secret = Buffer.concat([shared, identityShared, bundle.random]);
    const advSecret = Buffer.from(hkdf(secret, 32, { info: 'adv_secret' }));
    const device = await this.desk.link(account, candidate, advSecret);
    this.waiting.delete(waiting.connection);
    return device;
  }

  private awaitFinish(waiting: Waiting, ephemeral: KeyPair, companion: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The client did not answer to the code.')), ANSWER_MS);
      const finish = (bundle: Buffer) => {
        clearTimeout(timer);
        resolve(bundle);
      };
      waiting.phone = { ephemeral, companion, finish };
    });
  }
}

/** The stage of a registration by code, or undefined when the query is something else. */
export function codeRegistration(query: BinaryNode): BinaryNode | undefined {
  return child(query, 'link_code_companion_reg');
}

async function primaryHello(waiting: Waiting, ephemeral: KeyPair, code: string): Promise<BinaryNode> {
  const salt = randomBytes(32);
  const iv = randomBytes(16);
  const sealed = aesEncryptCTR(ephemeral.public, await derivePairingCodeKey(code, salt), iv);
  const attrs = { type: 'link_code_companion_reg', from: SERVER, id: generateMessageIDV2(), t: seconds() };
  return el('notification', attrs, [
    el('link_code_companion_reg', { stage: 'primary_hello' }, [
      el('link_code_pairing_wrapped_primary_ephemeral_pub', {}, Buffer.concat([salt, iv, sealed])),
      el('primary_identity_pub', {}, waiting.account.keys.identity.public),
      el('link_code_pairing_ref', {}, waiting.ref),
    ]),
  ]);
}

async function unwrap(wrapped: Buffer, code: string): Promise<Buffer> {
  const key = await derivePairingCodeKey(code, wrapped.subarray(0, 32));
  return aesDecryptCTR(wrapped.subarray(48, 80), key, wrapped.subarray(32, 48));
}

// A wrong code shows only here: both sides then derived different keys.
function openBundle(wrapped: Buffer, shared: Buffer): { identity: Buffer; random: Buffer } {
  const info = 'link_code_pairing_key_bundle_encryption_key';
  const key = Buffer.from(hkdf(shared, 32, { salt: wrapped.subarray(0, 32), info }));
  try {
    const plain = aesDecryptGCM(wrapped.subarray(44), key, wrapped.subarray(32, 44), Buffer.alloc(0));
    return { identity: plain.subarray(0, 32), random: plain.subarray(64, 96) };
  } catch (cause) {
    throw new Error('The pairing code is wrong.', { cause });
  }
}
