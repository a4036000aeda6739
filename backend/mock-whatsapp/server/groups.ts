import { randomBytes } from 'node:crypto';
import { type BinaryNode, generateMessageIDV2 } from '@whiskeysockets/baileys';
import type { Account } from '../data/account.ts';
import { addressIn, type GroupRecord, type Role } from '../data/group.ts';
import { deliver } from './delivery.ts';
import type { Network } from './network.ts';
import { el, seconds } from './nodes.ts';

/** A change of who is in a group, or of what they may. */
export type MemberChange = 'add' | 'remove' | 'promote' | 'demote';

/** Everything about a group, as the server tells its members. */
export function groupNode(group: GroupRecord): BinaryNode {
  const { creator, subjectBy, subjectAt, created, description } = group;
  const attrs = {
    id: group.id,
    subject: group.subject,
    s_o: addressIn(group, subjectBy),
    s_o_pn: subjectBy.jid,
    s_t: seconds(subjectAt),
    creation: seconds(created),
    creator: addressIn(group, creator),
    creator_pn: creator.jid,
    addressing_mode: group.addressing,
    size: String(group.members.size),
  };
  const content = [...group.members].map(([account, role]) => memberNode(group, account, role));
  if (description) {
    const about = { id: group.descriptionId, participant: addressIn(group, creator), t: seconds(created) };
    content.push(el('description', about, [el('body', {}, Buffer.from(description))]));
  }
  if (group.announce) content.push(el('announcement'));
  return el('group', attrs, content);
}

/** A new group: its members hear of it. */
export function openGroup(network: Network, group: GroupRecord): void {
  network.groups.set(group.jid, group);
  tell(
    network,
    group,
    group.creator,
    el('create', { type: 'new', key: generateMessageIDV2() }, [groupNode(group)]),
  );
  network.hooks.changed();
}

/** Changes who is in a group. Those who go hear of it as well; who stays gets a new key from everybody. */
export function changeMembers(
  network: Network,
  group: GroupRecord,
  by: Account,
  change: MemberChange,
  who: Account[],
): void {
  const before = [...group.members.keys()];
  for (const account of who) applyChange(group, change, account);
  const nodes = who.map((account) => memberNode(group, account, group.members.get(account) ?? 'member'));
  const audience = new Set([...before, ...group.members.keys()]);
  tell(network, group, by, el(change, {}, nodes), audience);
  if (change === 'remove') for (const member of before) network.residents.get(member)?.memberLeft?.(group);
  network.hooks.changed();
}

export function changeSubject(network: Network, group: GroupRecord, by: Account, subject: string): void {
  Object.assign(group, { subject, subjectBy: by, subjectAt: new Date() });
  const attrs = { subject, s_o: addressIn(group, by), s_t: seconds(group.subjectAt) };
  tell(network, group, by, el('subject', attrs));
  network.hooks.changed();
}

export function changeDescription(
  network: Network,
  group: GroupRecord,
  by: Account,
  description: string | undefined,
): void {
  Object.assign(group, { description, descriptionId: description && generateMessageIDV2() });
  const body = description ? [el('body', {}, Buffer.from(description))] : [];
  tell(network, group, by, el('description', { id: group.descriptionId }, body));
  network.hooks.changed();
}

/** Only admins may write from now on, or all again. */
export function changeAnnounce(network: Network, group: GroupRecord, by: Account, announce: boolean): void {
  group.announce = announce;
  tell(network, group, by, el(announce ? 'announcement' : 'not_announcement'));
  network.hooks.changed();
}

/** Another picture: a URL, or none. */
export function changeGroupPicture(
  network: Network,
  group: GroupRecord,
  by: Account,
  url: string | undefined,
): void {
  group.picture = url;
  const attrs = {
    id: String(Date.now()),
    author: addressIn(group, by),
    hash: randomBytes(3).toString('base64'),
  };
  for (const member of group.members.keys()) {
    notify(network, member, { type: 'picture', from: group.jid }, el(url ? 'set' : 'delete', attrs));
  }
  network.hooks.changed();
}

/** Brings a notification to all clients of somebody. */
export function notify(
  network: Network,
  account: Account,
  attrs: Record<string, string | undefined>,
  content: BinaryNode,
): void {
  const node = el('notification', { id: generateMessageIDV2(), t: seconds(), ...attrs }, [content]);
  for (const device of account.devices.values()) deliver(network, device, node);
}

function tell(
  network: Network,
  group: GroupRecord,
  by: Account,
  content: BinaryNode,
  audience: Iterable<Account> = group.members.keys(),
): void {
  const other = group.addressing === 'lid' ? { participant_pn: by.jid } : { participant_lid: by.lidJid };
  const attrs = {
    type: 'w:gp2',
    from: group.jid,
    participant: addressIn(group, by),
    ...other,
    notify: by.name,
  };
  for (const member of audience) notify(network, member, attrs, content);
}

function applyChange(group: GroupRecord, change: MemberChange, account: Account): void {
  if (change === 'remove') group.members.delete(account);
  else if (change === 'add') group.members.set(account, group.members.get(account) ?? 'member');
  else if (group.members.has(account)) group.members.set(account, change === 'promote' ? 'admin' : 'member');
}

function memberNode(group: GroupRecord, account: Account, role: Role): BinaryNode {
  const type = role === 'member' ? undefined : role;
  return group.addressing === 'lid'
    ? el('participant', { jid: account.lidJid, phone_number: account.jid, type })
    : el('participant', { jid: account.jid, lid: account.lidJid, type });
}
