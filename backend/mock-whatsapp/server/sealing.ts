import { type BinaryNode, encodeWAMessage, type proto } from '@whiskeysockets/baileys';
import type { Account, Device } from '../data/account.ts';
import { deliver } from './delivery.ts';
import type { Network } from './network.ts';
import { el, seconds } from './nodes.ts';
import { takeDeviceBundle } from './queries/keys.ts';

/** A message from a person's phone to one linked device. */
export interface Outgoing {
  from: Account;
  message: proto.IMessage;
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
  const { keys } = outgoing.from;
  const peer = { user: device.account.number, device: device.id };
  if (outgoing.fresh || !keys.hasSession(peer)) {
    await keys.openSession(peer, outgoing.bundle ?? takeDeviceBundle(network, device));
  }
  const { type, ciphertext } = await keys.encrypt(peer, encodeWAMessage(outgoing.message));
  const enc = el('enc', { v: '2', type, ...outgoing.encAttrs }, ciphertext);
  return el('message', { t: seconds(), ...outgoing.attrs }, [enc]);
}
