import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account, Device } from '../data/account.ts';
import { addressIn, GroupRecord } from '../data/group.ts';
import { parseJid } from '../data/jid.ts';
import type { Connection } from './connection.ts';
import { deliver } from './delivery.ts';
import type { Network, Sender } from './network.ts';
import { child, childrenOf, el, seconds } from './nodes.ts';

/** With these the device says that it has a message; `undefined` is the plain delivery receipt. */
const CONFIRMING = new Set([undefined, 'inactive', 'sender', 'peer_msg', 'hist_sync']);
/** These go on to who wrote the message. */
const FORWARDED = new Set([undefined, 'inactive', 'read', 'played']);

/** A client confirms messages, has read them, or couldn't read them. */
export function acceptReceipt(
  network: Network,
  connection: Connection,
  device: Device,
  node: BinaryNode,
): void {
  const { type, to, id } = node.attrs;
  const ids = idsOf(node);
  if (CONFIRMING.has(type)) for (const confirmed of ids) device.queue.confirm('message', confirmed);
  network.hooks.changed();
  if (network.plan.peek('silent-acks', device.account.number) === undefined) {
    connection.send(el('ack', { class: 'receipt', id, from: to, type, t: seconds() }));
  }
  const group = network.groups.get(to ?? '');
  const target = network.account(group ? node.attrs.participant : to);
  if (!target) return;
  if (type === 'server-error') {
    network.residents.get(device.account)?.mediaRetry?.(device, node);
    return;
  }
  if (type === 'retry') {
    forwardRetry(network, device, target, node);
    return;
  }
  if (FORWARDED.has(type)) {
    const from = { account: device.account, device: device.id };
    const fromJid = sameForm(device, to);
    sendReceipt(network, { from, fromJid, to: target, ids, type: forwardedType(type), group });
  }
  if (type === 'read' || type === 'read-self') shareRead(network, device, group ?? target, node);
}

/** A receipt on its way to the author of the messages. */
export interface OutgoingReceipt {
  from: Sender;
  /** The address the author wrote to. */
  fromJid: string;
  to: Account;
  ids: string[];
  type?: 'read' | 'played' | 'retry' | undefined;
  /** Where the messages stand, if not in a chat of the two. */
  group?: GroupRecord;
  /** What a retry receipt holds. */
  content?: BinaryNode[];
}

/** Brings a receipt to the author's phone and to all their linked devices. */
export function sendReceipt(network: Network, receipt: OutgoingReceipt): void {
  const { from, fromJid, to, ids, type, group } = receipt;
  const address = group
    ? { from: group.jid, participant: addressIn(group, from.account) }
    : { from: fromJid };
  const node = receiptNode(ids, { ...address, type }, receipt.content);
  network.residents.get(to)?.receipt({ from, ids, type, chat: group ?? from.account, node });
  for (const device of to.devices.values()) deliver(network, device, node);
}

/** Tells an account's other devices that a chat was read on one of them. */
export function shareRead(
  network: Network,
  reader: Device | undefined,
  chat: Account | GroupRecord,
  node: BinaryNode,
): void {
  if (!reader) return;
  const { account } = reader;
  const ids = idsOf(node);
  const from = { account, device: reader.id };
  network.residents.get(account)?.receipt({ from, ids, type: 'read-self', chat, node });
  const attrs =
    chat instanceof GroupRecord
      ? { from: chat.jid, participant: reader.jid, recipient: chat.jid, type: 'read-self' }
      : { from: reader.jid, recipient: node.attrs.to, type: 'read-self' };
  for (const sibling of account.devices.values()) {
    if (sibling !== reader) deliver(network, sibling, receiptNode(ids, attrs));
  }
}

/** `<receipt>` for one or several messages. */
export function receiptNode(
  ids: string[],
  attrs: Record<string, string | undefined>,
  content: BinaryNode[] = [],
): BinaryNode {
  const [id, ...others] = ids;
  const items = others.map((other) => el('item', { id: other }));
  const list = items.length ? [el('list', {}, items)] : [];
  return el('receipt', { id, t: seconds(), ...attrs }, [...list, ...content]);
}

/** All messages a receipt is about. */
export function idsOf(node: BinaryNode): string[] {
  const items = childrenOf(child(node, 'list')).map((item) => item.attrs.id);
  return [node.attrs.id, ...items].filter((id): id is string => id !== undefined);
}

function forwardRetry(network: Network, device: Device, target: Account, node: BinaryNode): void {
  const group = network.groups.get(node.attrs.to ?? '');
  const id = parseJid(group ? node.attrs.participant : node.attrs.to)?.device ?? 0;
  const from = { account: device.account, device: device.id };
  if (id === 0) {
    const chat = group ?? network.account(node.attrs.recipient) ?? target;
    network.residents.get(target)?.receipt({ from, ids: idsOf(node), type: 'retry', chat, node });
    return;
  }
  const author = target.devices.get(id);
  const address = group
    ? { from: group.jid, participant: group.addressing === 'lid' ? device.lidJid : device.jid }
    : { from: sameForm(device, node.attrs.to) };
  const attrs = { id: node.attrs.id, type: 'retry', t: seconds(), ...address };
  if (author) deliver(network, author, el('receipt', attrs, node.content));
}

// The author is answered in the numbering they wrote in: number or LID.
function sameForm(device: Device, to: string | undefined): string {
  return to?.endsWith('@lid') ? device.account.lidJid : device.account.jid;
}

function forwardedType(type: string | undefined): 'read' | 'played' | undefined {
  return type === 'read' || type === 'played' ? type : undefined;
}
