import { type BinaryNode, encodeWAMessage, type proto } from '@whiskeysockets/baileys';
import type { Account, Device } from '../data/account.ts';
import { deliver } from './delivery.ts';
import type { Network } from './network.ts';
import { el, seconds } from './nodes.ts';
import { takeDeviceBundle } from './queries/keys.ts';

/** A message from a person's phone to one linked device. */
export interface Outgoing {
  from: Account;
  /** Encrypted for this device. In a group: what brings it the sender's key, if it lacks that. */
  message?: proto.IMessage;
  /** In a group: encrypted once for all. */
  forAll?: Uint8Array;
  /** Instead of a content: why there is none. */
  unavailable?: string;
  /** Of the stanza: id, from and what else it needs; `t` is added. */
  attrs: BinaryNode['attrs'];
  encAttrs?: Record<string, string>;
  /** Start a new session first: the device couldn't read the old one. */
  fresh?: boolean;
  /** For a new session: the device's keys, if it has sent some. */
  bundle?: Parameters<Account['keys']['openSession']>[1];
}

const lines = new WeakMap<Device, Promise<void>>();

/** Encrypts for a device and hands over to the server; in the order of the calls. */
export function sendSealed(network: Network, device: Device, outgoing: Outgoing): Promise<void> {
  const before = lines.get(device) ?? Promise.resolve();
  const sent = before.then(async () => deliver(network, device, await seal(network, device, outgoing)));
  lines.set(device, sent.catch(reporter(network)));
  return sent;
}

// The caller gets the error too; here it must only not stop those that come after.
function reporter(network: Network): (err: unknown) => void {
  return (err) => network.logger.error({ err }, 'a message could not be encrypted');
}

/** Encrypts all of them first and hands them over in one go: for load. */
export function sendSealedBatch(network: Network, device: Device, batch: Outgoing[]): Promise<void> {
  const before = lines.get(device) ?? Promise.resolve();
  const sent = before.then(async () => {
    const nodes: BinaryNode[] = [];
    for (const outgoing of batch) nodes.push(await seal(network, device, outgoing));
    for (const node of nodes) deliver(network, device, node);
  });
  lines.set(device, sent.catch(reporter(network)));
  return sent;
}

/** Encrypts for a device, as a stanza. */
async function seal(network: Network, device: Device, outgoing: Outgoing): Promise<BinaryNode> {
  const { message, forAll, unavailable, encAttrs } = outgoing;
  const content: BinaryNode[] = [];
  if (message) content.push(await sealedFor(network, device, outgoing, message));
  if (forAll) content.push(el('enc', { v: '2', type: 'skmsg', ...encAttrs }, forAll));
  if (unavailable) content.push(el('unavailable', { type: unavailable }));
  return el('message', { t: seconds(), ...outgoing.attrs }, content);
}

async function sealedFor(
  network: Network,
  device: Device,
  outgoing: Outgoing,
  message: proto.IMessage,
): Promise<BinaryNode> {
  const { keys } = outgoing.from;
  const peer = { user: device.account.number, device: device.id };
  if (outgoing.fresh || !keys.hasSession(peer)) {
    await keys.openSession(peer, outgoing.bundle ?? takeDeviceBundle(network, device));
  }
  const { type, ciphertext } = await keys.encrypt(peer, encodeWAMessage(message));
  return el('enc', { v: '2', type, ...outgoing.encAttrs }, ciphertext);
}
