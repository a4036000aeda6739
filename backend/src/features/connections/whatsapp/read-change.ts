import { proto, type WAMessage } from '@whiskeysockets/baileys';
import { toStorable } from '../../../core/storable-text.ts';
import type { Change, ChannelDirection, ChannelTarget } from '../channel.ts';
import type { AccountIds } from './journal-entry.ts';
import { readContent, unwrap } from './message-content.ts';
import { phoneMilliseconds } from './phone-clock.ts';
import { groupOf, identityOf, personOf, sameIdentity } from './whatsapp-address.ts';

/** What somebody did to an earlier message. */
export interface ReadChange {
  change: Change;
  target: ChannelTarget;
  /** Of a group's message that isn't the sender's own: only its admins may. */
  byAdmin?: boolean;
  /** By their phone's clock, in milliseconds; null where it doesn't say. */
  atMs: number | null;
}

const { Type } = proto.Message.ProtocolMessage;
const { SecretEncType } = proto.Message.SecretEncryptedMessage;
const maxIdLength = 200;
const maxEmojiLength = 64;
const longestEdit = 512 * 1024;

/**
 * What a message does to an earlier one; null when it does nothing that is shown. `forged`: an edit or a deletion of what
 * isn't the sender's own, or is of another chat. Keys are written as the sender sees the chat, and are the sender's word:
 * they never choose the chat, and of whose messages they may speak depends on what is done.
 */
export function readChange(received: WAMessage, account: AccountIds): ReadChange | 'forged' | null {
  const direction: ChannelDirection = received.key.fromMe ? 'outbound' : 'inbound';
  const { content } = unwrap(received.message);
  const inner = unwrap(content?.editedMessage?.message ?? content).content;
  if (inner?.protocolMessage) return ownChange(received, inner.protocolMessage, direction, account);
  const seen = { direction, account, inGroup: groupOf(received.key.remoteJid) !== null };
  if (inner?.reactionMessage) return reaction(inner.reactionMessage, seen);
  if (inner?.pollUpdateMessage) return vote(inner.pollUpdateMessage, seen);
  if (inner?.encEventResponseMessage) return eventAnswer(inner.encEventResponseMessage, seen);
  if (inner?.secretEncryptedMessage) return sealedEdit(received, inner.secretEncryptedMessage, seen);
  return null;
}

function ownChange(
  received: WAMessage,
  { key, type, editedMessage, timestampMs }: proto.Message.IProtocolMessage,
  direction: ChannelDirection,
  account: AccountIds,
): ReadChange | 'forged' | null {
  if (type !== Type.REVOKE && type !== Type.MESSAGE_EDIT) return null;
  const channelMessageId = idOf(key);
  if (!channelMessageId) return null;
  if (isOfAnotherChat(key, received, account)) return 'forged';
  if (key?.fromMe === false && !isOwnOf(received, key)) {
    if (type !== Type.REVOKE || !groupOf(received.key.remoteJid)) return 'forged';
    const target = targetOf(key, { direction, account, inGroup: true });
    return { change: { kind: 'delete' }, target, byAdmin: true, atMs: null };
  }
  const target = { channelMessageId, direction };
  if (type === Type.REVOKE) return { change: { kind: 'delete' }, target, atMs: null };
  const edited = readContent(editedMessage);
  if (!edited || edited.kind === 'unknown') return null;
  return { change: { kind: 'edit', text: edited.text }, target, atMs: phoneMilliseconds(timestampMs) };
}

/** For one of the two the chat is called like the other, or on some phones like themselves. */
function isOfAnotherChat(
  key: proto.IMessageKey | null | undefined,
  { key: stanza }: WAMessage,
  account: AccountIds,
): boolean {
  const chat = key?.remoteJid;
  if (!chat) return false;
  if (groupOf(stanza.remoteJid)) return groupOf(chat) !== groupOf(stanza.remoteJid);
  const known = [stanza.remoteJid, stanza.remoteJidAlt, account.id, account.lid].filter(Boolean);
  if (known.some((jid) => sameIdentity(jid, chat))) return false;
  // Our own LID isn't known of every account.
  return account.lid !== '' || identityOf(chat)?.kind !== 'lid';
}

function reaction(
  { key, text, senderTimestampMs }: proto.Message.IReactionMessage,
  seen: Seen,
): ReadChange | null {
  const channelMessageId = idOf(key);
  const emoji = (text ?? '').trim();
  // Whoever writes more than an emoji there doesn't use an app of WhatsApp's.
  if (!channelMessageId || emoji.length > maxEmojiLength || toStorable(emoji, maxEmojiLength) !== emoji)
    return null;
  return {
    change: { kind: 'reaction', emoji: emoji === '' ? null : emoji },
    target: targetOf(key, seen),
    atMs: phoneMilliseconds(senderTimestampMs),
  };
}

function vote(
  { pollCreationMessageKey: key, vote: sealed, senderTimestampMs }: proto.Message.IPollUpdateMessage,
  seen: Seen,
): ReadChange | null {
  const channelMessageId = idOf(key);
  if (!channelMessageId || !sealed?.encPayload || !sealed.encIv) return null;
  return {
    change: { kind: 'vote', vote: packVote(sealed.encPayload, sealed.encIv) },
    target: targetOf(key, seen),
    atMs: phoneMilliseconds(senderTimestampMs),
  };
}

function eventAnswer(
  { eventCreationMessageKey: key, encPayload, encIv }: proto.Message.IEncEventResponseMessage,
  seen: Seen,
): ReadChange | null {
  if (!idOf(key) || !encPayload || !encIv) return null;
  const sealed = packVote(encPayload, encIv);
  return { change: { kind: 'sealed', as: 'event_answer', sealed }, target: targetOf(key, seen), atMs: null };
}

/** Phones of today seal the new text of a message with the secret of the old one. */
function sealedEdit(
  received: WAMessage,
  { targetMessageKey: key, encPayload, encIv, secretEncType }: proto.Message.ISecretEncryptedMessage,
  { direction, account }: Seen,
): ReadChange | 'forged' | null {
  const channelMessageId = idOf(key);
  if (secretEncType !== SecretEncType.MESSAGE_EDIT || !channelMessageId || !encPayload || !encIv) return null;
  if (isOfAnotherChat(key, received, account)) return 'forged';
  if (key?.fromMe === false && !isOwnOf(received, key)) return 'forged';
  const sealed = packVote(encPayload, encIv, longestEdit);
  return {
    change: { kind: 'sealed', as: 'edit', sealed },
    target: { channelMessageId, direction },
    atMs: null,
  };
}

/** IV of 12 bytes, then what it encrypts. */
function packVote(payload: Uint8Array, iv: Uint8Array, longest = 4_096): Buffer {
  return Buffer.concat([iv.subarray(0, 12), payload.subarray(0, longest)]);
}

function idOf(key: proto.IMessageKey | null | undefined): string {
  return toStorable(key?.id ?? '', maxIdLength);
}

/** Who speaks of a message, and where. */
interface Seen {
  direction: ChannelDirection;
  account: AccountIds;
  inGroup: boolean;
}

/** In a group, keys name the author; among two, what isn't the one's is the other's. */
function targetOf(key: proto.IMessageKey | null | undefined, seen: Seen): ChannelTarget {
  const channelMessageId = idOf(key);
  if (key?.fromMe) return { channelMessageId, direction: seen.direction };
  if (!seen.inGroup) {
    return { channelMessageId, direction: seen.direction === 'inbound' ? 'outbound' : 'inbound' };
  }
  const { id, lid } = seen.account;
  const ours = sameIdentity(key?.participant, id) || sameIdentity(key?.participant, lid);
  if (ours) return { channelMessageId, direction: 'outbound' };
  return { channelMessageId, direction: 'inbound', author: personOf([key?.participant]) };
}

/** Some phones write `fromMe: false` with themselves as the author. */
function isOwnOf({ key: stanza }: WAMessage, key: proto.IMessageKey): boolean {
  return [stanza.participant, stanza.participantAlt].some((jid) => sameIdentity(jid, key.participant));
}
