import { randomBytes } from 'node:crypto';
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account } from '../../data/account.ts';
import { GroupRecord, type Role } from '../../data/group.ts';
import {
  changeAnnounce,
  changeDescription,
  changeMembers,
  changeSubject,
  groupNode,
  type MemberChange,
  openGroup,
} from '../groups.ts';
import type { Network } from '../network.ts';
import { bytesOf, child, childrenOf, el, IqError } from '../nodes.ts';
import { askerOf, type QueryHandler } from './types.ts';

const MEMBER_CHANGES: MemberChange[] = ['add', 'remove', 'promote', 'demote'];

/** Groups: which one is in, what they are, and what their admins do with them. */
export const answerGroups: QueryHandler = (context, query) => {
  const { network } = context;
  const { account } = askerOf(context);
  if (query.attrs.to === '@g.us' || query.attrs.to === 'g.us') return answerGeneral(network, account, query);
  const group = network.groups.get(query.attrs.to ?? '');
  if (!group) throw new IqError(404, 'item-not-found');
  if (!group.members.has(account)) throw new IqError(403, 'forbidden');
  if (query.attrs.type === 'get') {
    if (child(query, 'invite')) return [el('invite', { code: inviteCode(group) })];
    group.asked += 1;
    return [groupNode(group)];
  }
  if (!group.isAdmin(account)) throw new IqError(403, 'forbidden');
  return change(network, group, account, query);
};

function answerGeneral(network: Network, account: Account, query: BinaryNode): BinaryNode[] {
  const mine = [...network.groups.values()].filter((group) => group.members.has(account));
  if (child(query, 'participating')) return [el('groups', {}, mine.map(groupNode))];
  const creation = child(query, 'create');
  if (creation) return [groupNode(create(network, account, creation))];
  const leaving = childrenOf(child(query, 'leave')).map(({ attrs }) => network.groups.get(attrs.id ?? ''));
  if (leaving.length === 0) throw new IqError(501, 'feature-not-implemented');
  for (const group of leaving) if (group) changeMembers(network, group, account, 'remove', [account]);
  return [el('leave', {}, childrenOf(child(query, 'leave')))];
}

function create(network: Network, creator: Account, creation: BinaryNode): GroupRecord {
  const members = new Map<Account, Role>([[creator, 'superadmin']]);
  for (const { attrs } of childrenOf(creation)) {
    const account = network.account(attrs.jid);
    if (account && account !== creator) members.set(account, 'member');
  }
  const subject = creation.attrs.subject ?? '';
  // Groups made today don't show numbers.
  const group = new GroupRecord({ subject, addressing: 'lid', creator, members });
  openGroup(network, group);
  return group;
}

function change(network: Network, group: GroupRecord, by: Account, query: BinaryNode): BinaryNode[] {
  const [request] = childrenOf(query);
  const tag = request?.tag ?? '';
  const memberChange = MEMBER_CHANGES.find((one) => one === tag);
  if (memberChange) return [changed(network, group, by, memberChange, childrenOf(request))];
  if (tag === 'subject') changeSubject(network, group, by, bytesOf(request)?.toString() ?? '');
  else if (tag === 'description')
    changeDescription(network, group, by, bytesOf(child(request, 'body'))?.toString());
  else if (tag === 'announcement' || tag === 'not_announcement')
    changeAnnounce(network, group, by, tag === 'announcement');
  else if (tag === 'invite') {
    group.inviteCode = undefined;
    return [el('invite', { code: inviteCode(group) })];
  } else throw new IqError(501, 'feature-not-implemented');
  return [];
}

function changed(
  network: Network,
  group: GroupRecord,
  by: Account,
  memberChange: MemberChange,
  wanted: BinaryNode[],
): BinaryNode {
  const found = wanted.map(({ attrs }) => ({ jid: attrs.jid, account: network.account(attrs.jid) }));
  const who = found.flatMap(({ account }) => account ?? []);
  changeMembers(network, group, by, memberChange, who);
  const answers = found.map(({ jid, account }) =>
    el('participant', { jid, error: account ? undefined : '404' }),
  );
  return el(memberChange, {}, answers);
}

function inviteCode(group: GroupRecord): string {
  group.inviteCode ??= randomBytes(16).toString('base64url');
  return group.inviteCode;
}
