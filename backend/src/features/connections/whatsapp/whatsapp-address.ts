import { jidDecode } from '@whiskeysockets/baileys';
import type { ChannelPerson } from '../channel.ts';

const phoneServers = new Set(['s.whatsapp.net', 'c.us', 'hosted']);
const lidServers = new Set(['lid', 'hosted.lid']);

/** What of a person a WhatsApp address names: their number or their LID. Null for groups, lists, bots, WhatsApp itself. */
export function identityOf(jid: string | null | undefined): { kind: 'phone' | 'lid'; value: string } | null {
  const decoded = jid ? jidDecode(jid) : undefined;
  if (!decoded || !/^\d+$/.test(decoded.user) || decoded.user === '0') return null;
  if (phoneServers.has(decoded.server)) return { kind: 'phone', value: decoded.user };
  if (lidServers.has(decoded.server)) return { kind: 'lid', value: decoded.user };
  return null;
}

/** The id of the group that an address names. */
export function groupOf(jid: string | null | undefined): string | null {
  const [, id] = /^(\d[\d-]{0,60})@g\.us$/.exec(jid ?? '') ?? [];
  return id ?? null;
}

/** Where an answer in this chat goes: to the person without the device, or to the group. */
export function chatAddressOf(jid: string | null | undefined): string | null {
  const group = groupOf(jid);
  return group ? `${group}@g.us` : addressOf(jid);
}

/** What a member of a group is called in keys of messages. Phones know both, and groups of today know LIDs only. */
export function memberAddress({ phone, lid }: Pick<ChannelPerson, 'phone' | 'lid'>): string | undefined {
  if (lid) return `${lid}@lid`;
  return phone ? `${phone}@s.whatsapp.net` : undefined;
}

/** Where an answer to this address goes: without the device. Null when it isn't a person's. */
export function addressOf(jid: string | null | undefined): string | null {
  const identity = identityOf(jid);
  if (!identity) return null;
  return `${identity.value}@${identity.kind === 'phone' ? 's.whatsapp.net' : 'lid'}`;
}

/** The person behind one or two addresses. */
export function personOf(
  jids: (string | null | undefined)[],
  pushName: string | null = null,
): ChannelPerson | null {
  const person: ChannelPerson = { phone: null, lid: null, pushName };
  for (const identity of jids.map(identityOf)) {
    if (identity) person[identity.kind] ??= identity.value;
  }
  return person.phone || person.lid ? person : null;
}

/** Two addresses of the same person, whatever the device. */
export function sameIdentity(one: string | null | undefined, other: string | null | undefined): boolean {
  const [a, b] = [identityOf(one), identityOf(other)];
  return a !== null && b !== null && a.kind === b.kind && a.value === b.value;
}

/** Chats with one person are taken, and groups where they are wanted: lists, channels and status posts aren't. */
export function isIgnoredAddress(jid: string, { groups }: { groups: boolean }): boolean {
  const server = jid.split('@')[1] ?? '';
  return (server === 'g.us' && !groups) || server === 'broadcast' || server === 'newsletter';
}
