import { createHash } from 'node:crypto';
import { proto } from '@whiskeysockets/baileys';
import type { Account } from '../data/account.ts';
import { type AddonContext, type AddonKind, openAddon, sealAddon } from '../data/message-addon.ts';
import type { ChatMessage, EventAnswer } from './chat-message.ts';

const { EventResponseType } = proto.Message.EventResponseMessage;
const ANSWERS: Record<EventAnswer['answer'], proto.Message.EventResponseMessage.EventResponseType> = {
  going: EventResponseType.GOING,
  'not-going': EventResponseType.NOT_GOING,
  maybe: EventResponseType.MAYBE,
};

/** Who takes part in an addon, by their addresses in the chat. */
interface Parties {
  author: string;
  sender: string;
}

/** The content of a vote. Throws for a message that is no poll, and for an option it hasn't got. */
export function voteContent(
  poll: ChatMessage,
  key: proto.IMessageKey,
  parties: Parties,
  options: string[],
): proto.IMessage {
  const known = poll.poll?.options;
  if (!known) throw new Error('This message is no poll.');
  const unknown = options.find((option) => !known.includes(option));
  if (unknown !== undefined) throw new Error(`The poll has no option "${unknown}".`);
  const plain = proto.Message.PollVoteMessage.encode({ selectedOptions: options.map(sha256) }).finish();
  const vote = sealAddon('Poll Vote', { ...parties, ...secretOf(poll) }, plain);
  return { pollUpdateMessage: { pollCreationMessageKey: key, vote, senderTimestampMs: Date.now() } };
}

/** The content of an answer to an event. */
export function eventAnswerContent(
  event: ChatMessage,
  key: proto.IMessageKey,
  parties: Parties,
  answer: EventAnswer['answer'],
): proto.IMessage {
  if (!event.event) throw new Error('This message is no event.');
  const response = { response: ANSWERS[answer], timestampMs: Date.now() };
  const plain = proto.Message.EventResponseMessage.encode(response).finish();
  const sealed = sealAddon('Event Response', { ...parties, ...secretOf(event) }, plain);
  return { encEventResponseMessage: { eventCreationMessageKey: key, ...sealed } };
}

/** The content of an edit as phones of today send it: sealed with the secret of the message. */
export function sealedEditContent(
  message: ChatMessage,
  key: proto.IMessageKey,
  parties: Parties,
  editedMessage: proto.IMessage,
): proto.IMessage {
  const { MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;
  const protocolMessage = { key, type: MESSAGE_EDIT, editedMessage, timestampMs: Date.now() };
  const plain = proto.Message.encode({ editedMessage: { message: { protocolMessage } } }).finish();
  const sealed = sealAddon('Message Edit', { ...parties, ...secretOf(message) }, plain);
  const secretEncType = proto.Message.SecretEncryptedMessage.SecretEncType.MESSAGE_EDIT;
  return { secretEncryptedMessage: { targetMessageKey: key, secretEncType, ...sealed } };
}

/** The new content that a sealed edit brings; nothing when it can't be read. */
export function openSealedEdit(
  message: ChatMessage,
  author: Account,
  { encPayload, encIv }: proto.Message.ISecretEncryptedMessage,
): proto.IMessage | undefined {
  const plain = open('Message Edit', message, author, author, encPayload, encIv);
  if (!plain) return undefined;
  return proto.Message.decode(plain).editedMessage?.message?.protocolMessage?.editedMessage ?? undefined;
}

/** The options somebody has chosen; nothing when the vote can't be read. */
export function openVote(
  poll: ChatMessage,
  author: Account,
  voter: Account,
  { encPayload, encIv }: proto.Message.IPollEncValue,
): string[] | undefined {
  const plain = open('Poll Vote', poll, author, voter, encPayload, encIv);
  if (!plain || !poll.poll) return undefined;
  const hashes = proto.Message.PollVoteMessage.decode(plain).selectedOptions.map((hash) => Buffer.from(hash));
  return poll.poll.options.filter((option) => hashes.some((hash) => hash.equals(sha256(option))));
}

/** What somebody has answered to an event; nothing when it can't be read. */
export function openEventAnswer(
  event: ChatMessage,
  author: Account,
  from: Account,
  { encPayload, encIv }: proto.Message.IEncEventResponseMessage,
): EventAnswer['answer'] | undefined {
  const plain = open('Event Response', event, author, from, encPayload, encIv);
  if (!plain) return undefined;
  const { response } = proto.Message.EventResponseMessage.decode(plain);
  return (Object.keys(ANSWERS) as EventAnswer['answer'][]).find((answer) => ANSWERS[answer] === response);
}

// Clients don't agree on whether numbers or LIDs belong into it, so each way is tried.
function open(
  kind: AddonKind,
  message: ChatMessage,
  author: Account,
  sender: Account,
  encPayload: Uint8Array | null | undefined,
  encIv: Uint8Array | null | undefined,
): Buffer | undefined {
  const secret = secretIn(message);
  if (!secret || !encPayload || !encIv) return undefined;
  for (const authorJid of [author.jid, author.lidJid]) {
    for (const senderJid of [sender.jid, sender.lidJid]) {
      const context = { secret, messageId: message.id, author: authorJid, sender: senderJid };
      const opened = tryOpen(kind, context, { encPayload, encIv });
      if (opened) return opened;
    }
  }
  return undefined;
}

function tryOpen(
  kind: AddonKind,
  context: AddonContext,
  sealed: { encPayload: Uint8Array; encIv: Uint8Array },
) {
  try {
    return openAddon(kind, context, sealed);
  } catch {
    // Made under other addresses, or not for this message.
    return undefined;
  }
}

function secretOf(message: ChatMessage): { secret: Uint8Array; messageId: string } {
  const secret = secretIn(message);
  if (!secret) throw new Error('The message came without the secret one needs to answer it.');
  return { secret, messageId: message.id };
}

function secretIn({ content }: ChatMessage): Uint8Array | undefined {
  return content.messageContextInfo?.messageSecret ?? undefined;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
