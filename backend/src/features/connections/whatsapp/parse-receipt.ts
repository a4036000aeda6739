import type { BinaryNode } from '@whiskeysockets/baileys';
import { now } from '../../../core/clock.ts';
import type { ChannelStatus } from '../channel.ts';
import type { AccountIds } from './journal-entry.ts';
import { groupOf, identityOf, personOf, sameIdentity } from './whatsapp-address.ts';

/** `inactive`: it reached a device that nobody looks at. */
const statusOf: Record<string, ChannelStatus['status'] | undefined> = {
  '': 'delivered',
  inactive: 'delivered',
  read: 'read',
  played: 'read',
};

/** What a receipt says of messages that we sent; null when it is about something else. */
export function parseReceipt(
  { attrs, content }: BinaryNode,
  context: { companyId: string; connectionId: string; account: AccountIds },
): ChannelStatus | null {
  const status = statusOf[attrs.type ?? ''];
  const group = groupOf(attrs.from);
  const member = group ? personOf([attrs.participant, attrs.participant_pn, attrs.participant_lid]) : null;
  const person = group ? member && { phone: null, lid: null, pushName: null, group } : personIn(attrs.from);
  // With a recipient, or from our own number, it is another device of ours that tells what it did.
  const teller = group ? attrs.participant : attrs.from;
  const own = sameIdentity(teller, context.account.id) || sameIdentity(teller, context.account.lid);
  if (!status || !person || own || attrs.recipient || !attrs.id) return null;
  const seconds = Number(attrs.t);
  return {
    companyId: context.companyId,
    connectionId: context.connectionId,
    channelMessageIds: [...new Set([attrs.id, ...listed(content)])],
    status,
    reason: null,
    at: seconds > 0 ? new Date(seconds * 1000) : now(),
    person,
    ...(member ? { member } : {}),
  };
}

function personIn(jid: string | undefined) {
  return identityOf(jid) && personOf([jid]);
}

function listed(content: BinaryNode['content']): string[] {
  if (!Array.isArray(content)) return [];
  const items = content.find(({ tag }) => tag === 'list')?.content;
  if (!Array.isArray(items)) return [];
  return items.flatMap(({ tag, attrs }) => (tag === 'item' && attrs.id ? [attrs.id] : []));
}
