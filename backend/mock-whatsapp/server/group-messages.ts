import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account, Device } from '../data/account.ts';
import type { GroupRecord } from '../data/group.ts';
import { parseJid } from '../data/jid.ts';
import { deliver } from './delivery.ts';
import type { Network } from './network.ts';
import { bytesOf, child, childrenOf, el, seconds } from './nodes.ts';

type Encs = Map<string, BinaryNode>;

/** A client writes in a group: brings each member's devices what is for all, and the key to it where that is new. */
export function forwardToGroup(network: Network, group: GroupRecord, sender: Device, node: BinaryNode): void {
  const forAll = childrenOf(node).find(({ tag, attrs }) => tag === 'enc' && attrs.type === 'skmsg');
  const encs = encsOf(network, node);
  for (const member of group.members.keys()) {
    const forPhone = encs.get(keyOf(member, 0));
    if (forAll || forPhone) toPhone(network, group, member, sender, node, forPhone, forAll);
    for (const target of member.devices.values()) {
      const own = encs.get(keyOf(member, target.id));
      const content = [own, forAll].filter((enc) => enc !== undefined);
      if (target !== sender && content.length) toDevice(network, group, target, sender, node, content);
    }
  }
}

// A message that is sent again is for one device only, which then stands in the stanza itself.
function encsOf(network: Network, node: BinaryNode): Encs {
  const encs: Encs = new Map();
  const add = (jid: string | undefined, enc: BinaryNode | undefined) => {
    const account = network.account(jid);
    if (account && enc) encs.set(keyOf(account, parseJid(jid)?.device ?? 0), enc);
  };
  const bare = child(node, 'enc');
  if (bare?.attrs.type !== 'skmsg') add(node.attrs.participant, bare);
  for (const to of childrenOf(child(node, 'participants'))) add(to.attrs.jid, child(to, 'enc'));
  return encs;
}

function keyOf(account: Account, device: number): string {
  return `${account.number}:${device}`;
}

function toPhone(
  network: Network,
  group: GroupRecord,
  member: Account,
  sender: Device,
  node: BinaryNode,
  own: BinaryNode | undefined,
  forAll: BinaryNode | undefined,
): void {
  const type = own?.attrs.type;
  const ciphertext = bytesOf(own);
  network.residents.get(member)?.message({
    from: { account: sender.account, device: sender.id },
    id: node.attrs.id ?? '',
    to: group.jid,
    sealed: ciphertext && (type === 'msg' || type === 'pkmsg') ? { type, ciphertext } : undefined,
    forAll: bytesOf(forAll),
    timestamp: Date.now(),
    attrs: node.attrs,
  });
}

function toDevice(
  network: Network,
  group: GroupRecord,
  target: Device,
  sender: Device,
  node: BinaryNode,
  content: BinaryNode[],
): void {
  const { id, type, edit } = node.attrs;
  const author =
    group.addressing === 'lid'
      ? { participant: sender.lidJid, participant_pn: sender.account.jid }
      : { participant: sender.jid, participant_lid: sender.account.lidJid };
  const attrs = { id, type, edit, t: seconds(), notify: sender.account.name, from: group.jid, ...author };
  deliver(network, target, el('message', { ...attrs, addressing_mode: group.addressing }, content));
}
