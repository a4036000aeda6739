import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account, Device } from '../data/account.ts';
import type { GroupRecord } from '../data/group.ts';
import { parseJid } from '../data/jid.ts';
import type { Connection } from './connection.ts';
import { deliver } from './delivery.ts';
import { forwardToGroup } from './group-messages.ts';
import type { Network } from './network.ts';
import { bytesOf, child, childrenOf, el, seconds } from './nodes.ts';

/** A client sends a message: takes it, brings it to each device it is encrypted for, says so to the client. */
export function acceptMessage(
  network: Network,
  connection: Connection,
  device: Device,
  node: BinaryNode,
): void {
  const { plan } = network;
  const { number } = device.account;
  if (plan.take('drop:before-accept', number) !== undefined) return connection.cut();
  const refusal = plan.take('refuse', number);
  if (refusal !== undefined) return connection.send(ack(node, String(refusal)));
  const group = network.groups.get(node.attrs.to ?? '');
  // Who isn't in it, or may not write in it, is refused.
  if (node.attrs.to?.endsWith('@g.us') && !(group && mayWrite(group, device.account)))
    return connection.send(ack(node, '403'));
  if (group) forwardToGroup(network, group, device, node);
  else forward(network, device, node);
  if (plan.take('drop:before-ack', number) !== undefined) return connection.cut();
  if (plan.peek('silent-acks', number) !== undefined) return;
  connection.send(ack(node));
  if (plan.take('drop:after-ack', number) !== undefined) connection.drop();
}

function mayWrite(group: GroupRecord, account: Account): boolean {
  return group.members.has(account) && (!group.announce || group.isAdmin(account));
}

function ack(node: BinaryNode, error?: string): BinaryNode {
  return el('ack', { class: 'message', id: node.attrs.id, from: node.attrs.to, t: seconds(), error });
}

/** One device's part of a message. */
interface Part {
  jid: string | undefined;
  enc: BinaryNode;
}

function forward(network: Network, device: Device, node: BinaryNode): void {
  for (const { jid, enc } of partsOf(node)) {
    const account = network.account(jid);
    const id = parseJid(jid)?.device;
    if (!account || id === undefined) continue;
    if (account === device.account && id === device.id) continue;
    if (id === 0) toPhone(network, account, device, node, enc);
    else toDevice(network, account.devices.get(id), device, node, enc);
  }
}

function partsOf(node: BinaryNode): Part[] {
  const participants = child(node, 'participants');
  const bare = child(node, 'enc');
  const parts: Part[] = bare ? [{ jid: node.attrs.participant ?? node.attrs.to, enc: bare }] : [];
  for (const to of childrenOf(participants)) {
    const enc = child(to, 'enc');
    if (enc) parts.push({ jid: to.attrs.jid, enc });
  }
  return parts;
}

function toPhone(
  network: Network,
  account: Account,
  sender: Device,
  node: BinaryNode,
  enc: BinaryNode,
): void {
  const ciphertext = bytesOf(enc);
  const { type } = enc.attrs;
  if (!ciphertext || (type !== 'msg' && type !== 'pkmsg')) return;
  network.residents.get(account)?.message({
    from: { account: sender.account, device: sender.id },
    id: node.attrs.id ?? '',
    to: node.attrs.recipient ?? node.attrs.to ?? '',
    sealed: { type, ciphertext },
    timestamp: Date.now(),
    attrs: node.attrs,
  });
}

function toDevice(
  network: Network,
  target: Device | undefined,
  sender: Device,
  node: BinaryNode,
  enc: BinaryNode,
): void {
  if (!target) return;
  const { id, type, edit, to } = node.attrs;
  const own = target.account === sender.account;
  const addressing = own ? ownCopy(network, sender, node) : fromStranger(sender, to);
  const attrs = { id, type, edit, t: seconds(), notify: sender.account.name, ...addressing };
  deliver(network, target, el('message', attrs, [enc]));
}

function ownCopy(network: Network, sender: Device, node: BinaryNode) {
  const recipient = node.attrs.recipient ?? node.attrs.to;
  const chat = network.account(recipient);
  const alternative = recipient?.endsWith('@lid')
    ? { peer_recipient_pn: chat?.jid }
    : { peer_recipient_lid: chat?.lidJid };
  return { from: sender.jid, recipient, ...alternative };
}

function fromStranger(sender: Device, to: string | undefined) {
  return to?.endsWith('@lid')
    ? { from: sender.lidJid, sender_pn: sender.account.jid }
    : { from: sender.jid, sender_lid: sender.account.lidJid };
}
