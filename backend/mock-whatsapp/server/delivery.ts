import { type BinaryNode, generateMessageIDV2 } from '@whiskeysockets/baileys';
import type { Device } from '../data/account.ts';
import { SERVER } from '../data/jid.ts';
import type { Connection } from './connection.ts';
import type { Network } from './network.ts';
import { el, seconds } from './nodes.ts';

const LOW_PRE_KEYS = 10;

/** Keeps a stanza for a device until it is confirmed, and brings it at once if the device is there. */
export function deliver(network: Network, device: Device, stanza: BinaryNode): void {
  const node = isMessage(stanza) && takes(network, device, 'corrupt') ? corrupted(stanza) : stanza;
  device.queue.add(node);
  network.hooks.changed();
  const connection = network.connection(device);
  if (connection?.ready) push(network, connection, device, node);
}

/** Everything that waits, then the sign that this was all. */
export function deliverPending(network: Network, connection: Connection, device: Device): void {
  connection.ready = true;
  const pending = device.queue.pending();
  for (const [index, node] of pending.entries()) {
    if (!connection.ready) return;
    push(network, connection, device, { ...node, attrs: { ...node.attrs, offline: String(index) } });
  }
  connection.send(el('ib', { from: SERVER }, [el('offline', { count: String(pending.length) })]));
}

/** Asks the device for more one-time keys when others have used most of them. */
export function checkPreKeys(network: Network, device: Device): void {
  if (device.preKeys.length !== LOW_PRE_KEYS && device.preKeys.length !== 0) return;
  const count = el('count', { value: String(Math.min(device.preKeys.length, 2)) });
  // The address has to be a pair with an empty user: as plain "s.whatsapp.net" it would be an identity change.
  const attrs = { type: 'encrypt', from: `@${SERVER}`, id: generateMessageIDV2(), t: seconds() };
  deliver(network, device, el('notification', attrs, [count]));
}

const held = new WeakMap<Device, BinaryNode[]>();

function push(network: Network, connection: Connection, device: Device, node: BinaryNode): void {
  if (!isMessage(node)) {
    connection.send(node);
    return;
  }
  const { plan } = network;
  const { number } = device.account;
  const group = plan.peek('reorder', number);
  if (group !== undefined) {
    const waiting = [...(held.get(device) ?? []), node];
    held.set(device, waiting);
    if (waiting.length < group) return;
    plan.remove('reorder', number);
    releaseHeld(network, device);
    return;
  }
  connection.send(node);
  network.hooks.pushed(device.account, node);
  if (plan.take('duplicate', number) !== undefined) connection.send(node);
  if (plan.countDown('drop:mid-burst', number)) connection.cut();
}

/** Sends what a reorder holds back, the newest first. */
export function releaseHeld(network: Network, device: Device): void {
  const waiting = held.get(device) ?? [];
  held.delete(device);
  const connection = network.connection(device);
  if (connection?.ready) for (const node of waiting.toReversed()) connection.send(node);
}

function isMessage(node: BinaryNode): boolean {
  return node.tag === 'message' && node.attrs.category !== 'peer';
}

function takes(network: Network, device: Device, fault: 'corrupt'): boolean {
  return network.plan.take(fault, device.account.number) !== undefined;
}

// Ten bytes from the end lies inside what the MAC covers, in both kinds of ciphertext.
function corrupted(node: BinaryNode): BinaryNode {
  const content = Array.isArray(node.content) ? node.content.map(corruptedChild) : node.content;
  return { ...node, content };
}

function corruptedChild(inner: BinaryNode): BinaryNode {
  if (inner.tag !== 'enc' || !(inner.content instanceof Uint8Array)) return inner;
  const bytes = Buffer.from(inner.content);
  const at = bytes.length - 10;
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  return { ...inner, content: bytes };
}
