import { proto, type WAMessage, type WAMessageKey } from '@whiskeysockets/baileys';
import type { Vault } from '../../../core/secrets.ts';
import { toStorable } from '../../../core/storable-text.ts';
import type {
  ChannelChange,
  ChannelGroupNews,
  ChannelMedia,
  ChannelMessage,
  ChannelPerson,
  ChannelQuote,
} from '../channel.ts';
import type { AccountIds, GroupNotice } from './journal-entry.ts';
import { sealSource } from './media-source.ts';
import { type Content, placeholder, readContent } from './message-content.ts';
import { believedTime } from './phone-clock.ts';
import { readChange } from './read-change.ts';
import type { Received } from './rebuild-message.ts';
import {
  chatAddressOf,
  groupOf,
  identityOf,
  isIgnoredAddress,
  personOf,
  sameIdentity,
} from './whatsapp-address.ts';

export type IgnoreReason = 'not_a_person' | 'own_chat' | 'peer' | 'no_message' | 'no_id' | 'forged';
export type Parsed =
  | { message: ChannelMessage }
  | { change: ChannelChange }
  | { groupNews: ChannelGroupNews }
  | { ignored: IgnoreReason };

export interface ParseContext {
  companyId: string;
  connectionId: string;
  account: AccountIds;
  /** Messages of groups are wanted. */
  groups?: boolean;
  /** Seals what nobody but this channel may read. */
  vault: Vault;
}

const { StubType } = proto.WebMessageInfo;
const missedCalls = new Set<unknown>([StubType.CALL_MISSED_VOICE, StubType.CALL_MISSED_VIDEO]);
const maxNameLength = 200;
/** WhatsApp's own have 20 to 32. */
const maxIdLength = 200;
const maxQuoteLength = 300;
const maxMentions = 50;

/** A WhatsApp message in no channel's terms; or why it is none of a conversation with a customer. */
export function parseWhatsappMessage(received: Received, context: ParseContext): Parsed {
  const { key } = received;
  const channelMessageId = toStorable(key.id ?? '', maxIdLength);
  if (channelMessageId === '') return { ignored: 'no_id' };
  if (received.category === 'peer') return { ignored: 'peer' };
  if (isIgnoredAddress(key.remoteJid ?? '', { groups: context.groups === true }) || received.broadcast)
    return { ignored: 'not_a_person' };
  const address = chatAddressOf(key.remoteJid);
  if (!address) return { ignored: 'not_a_person' };
  if (isOwn(address, context.account)) return { ignored: 'own_chat' };
  const fromMe = key.fromMe === true;
  const chat = groupOf(address) ? ofGroup(received, address) : ofPerson(received, address, context);
  if (!chat) return { ignored: 'not_a_person' };
  const { companyId, connectionId } = context;
  const direction: ChannelMessage['direction'] = fromMe ? 'outbound' : 'inbound';
  const base = { companyId, connectionId, channelMessageId, direction, ...chat };
  if (received.notice && received.notice.kind !== 'call') {
    return { groupNews: { ...base, ...groupNewsOf(received, received.notice, context), address } };
  }
  const content = contentOf(received);
  if (content) return { message: { ...base, address, ...messageOf(content, received, address, context) } };
  const read = readChange(received, context.account);
  if (read === 'forged') return { ignored: 'forged' };
  if (!read) return { ignored: 'no_message' };
  return {
    change: {
      ...base,
      target: read.target,
      change: read.change,
      at: changedAt(received, read.atMs),
      ...(read.byAdmin ? { byAdmin: true } : {}),
    },
  };
}

interface ChatPeople {
  person: ChannelPerson;
  author?: ChannelPerson | null;
}

function ofPerson(received: WAMessage, address: string, { account }: ParseContext): ChatPeople | null {
  const { remoteJidAlt, fromMe } = received.key;
  // The other address of an own message may be our own: that isn't the customer's.
  const other = isOwn(remoteJidAlt, account) ? null : remoteJidAlt;
  const person = personOf([address, other], fromMe ? null : pushNameOf(received));
  return person && { person };
}

/** Null where nobody is named who could have written it. */
function ofGroup(received: WAMessage, address: string): ChatPeople | null {
  const person: ChannelPerson = { phone: null, lid: null, pushName: null, group: groupOf(address) };
  if (received.key.fromMe) return { person, author: null };
  const author = authorOf(received.key, pushNameOf(received));
  return author || 'notice' in received ? { person, author } : null;
}

function authorOf({ participant, participantAlt }: WAMessageKey, pushName: string | null) {
  return personOf([participant, participantAlt], pushName);
}

function groupNewsOf(
  received: WAMessage,
  { kind, subject, people }: GroupNotice,
  { account }: ParseContext,
): Pick<ChannelGroupNews, 'at' | 'groupChange' | 'author'> {
  const at = sentAtOf(received);
  const author = received.key.fromMe ? null : authorOf(received.key, pushNameOf(received));
  if (kind === 'created' || kind === 'subject') return { at, author, groupChange: { kind, subject } };
  const others = people.filter((jids) => !jids.some((jid) => isOwn(jid, account)));
  return { at, author, groupChange: { kind, people: others.flatMap((jids) => personOf(jids) ?? []) } };
}

type OfContent = Omit<
  ChannelMessage,
  'companyId' | 'connectionId' | 'channelMessageId' | 'direction' | 'person' | 'author' | 'address'
>;

function messageOf(content: Content, received: Received, address: string, context: ParseContext): OfContent {
  return {
    kind: content.kind,
    text: content.text,
    sentAt: sentAtOf(received),
    media: mediaOf(content, received, address, context.vault),
    details: content.details,
    quoted: quoteOf(content.context, context.account),
    forwarded: content.context?.isForwarded === true,
    secret: content.secret?.length ? context.vault.seal(content.secret) : null,
    moves: content.moves,
    ...mentionsOf(content.context, address, context.account),
    ...(received.notice?.kind === 'call' ? { rejected: true } : {}),
  };
}

/** Whom a message in a group names. */
function mentionsOf(
  context: proto.IContextInfo | null,
  address: string,
  account: AccountIds,
): Pick<ChannelMessage, 'mentions'> {
  const jids = groupOf(address) ? (context?.mentionedJid ?? []).slice(0, maxMentions) : [];
  const mentions = jids.flatMap((jid) => {
    const digits = identityOf(jid)?.value;
    return digits ? [{ digits, person: isOwn(jid, account) ? null : personOf([jid]) }] : [];
  });
  return mentions.length > 0 ? { mentions } : {};
}

function mediaOf(
  { media }: Content,
  { key }: WAMessage,
  remoteJid: string,
  vault: Vault,
): ChannelMedia | null {
  if (!media) return null;
  const message = { id: key.id ?? '', remoteJid, fromMe: key.fromMe === true };
  return { ...media, source: sealSource(vault, { ...media.source, message }) };
}

/** What it says of the quoted message is the sender's word; where that message is here, its own is shown. */
function quoteOf(context: proto.IContextInfo | null, account: AccountIds): ChannelQuote | null {
  const channelMessageId = toStorable(context?.stanzaId ?? '', maxIdLength);
  if (!context || channelMessageId === '') return null;
  const content = readContent(context.quotedMessage);
  return {
    channelMessageId,
    direction: isOwn(context.participant, account) ? 'outbound' : 'inbound',
    kind: content?.kind ?? 'unknown',
    text: toStorable(content?.text ?? '', maxQuoteLength),
  };
}

function contentOf(received: Received): Content | null {
  if (received.notice?.kind === 'call') {
    return placeholder('call', { call: { video: received.notice.video, missed: true } });
  }
  if (missedCalls.has(received.messageStubType)) {
    const video = received.messageStubType === StubType.CALL_MISSED_VIDEO;
    return placeholder('call', { call: { video, missed: true } });
  }
  if (received.messageStubType === StubType.CIPHERTEXT) {
    return placeholder(received.key.isViewOnce ? 'view_once' : 'undecryptable');
  }
  return readContent(received.message);
}

function isOwn(jid: string | null | undefined, account: AccountIds): boolean {
  return sameIdentity(jid, account.id) || sameIdentity(jid, account.lid);
}

function pushNameOf({ pushName }: WAMessage): string | null {
  const name = toStorable((pushName ?? '').trim(), maxNameLength);
  return name === '' ? null : name;
}

/** WhatsApp's time, in seconds; now where it is missing or absurd. */
function sentAtOf({ messageTimestamp }: WAMessage): Date {
  const seconds = Number(messageTimestamp ?? 0);
  const valid = Number.isFinite(seconds) && seconds > 0 && seconds < 253_402_300_800;
  return valid ? new Date(seconds * 1000) : new Date();
}

function changedAt(received: WAMessage, atMs: number | null): Date {
  return believedTime(atMs, sentAtOf(received));
}
