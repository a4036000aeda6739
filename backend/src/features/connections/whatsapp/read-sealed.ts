import { createHmac } from 'node:crypto';
import type { EventAnswer } from '@ticketz/contract/message-details';
import { aesDecryptGCM, proto } from '@whiskeysockets/baileys';
import type { ChannelAuthor, ChannelChange, Unsealed } from '../channel.ts';
import type { AccountIds } from './journal-entry.ts';
import { readContent, unwrap } from './message-content.ts';
import { believedTime, phoneMilliseconds } from './phone-clock.ts';
import { addressOf } from './whatsapp-address.ts';

const ivLength = 12;
const { Type } = proto.Message.ProtocolMessage;
const { EventResponseType } = proto.Message.EventResponseMessage;

/** WhatsApp's names for what is sealed, which are part of the keys. */
const purposes = { edit: 'Message Edit', event_answer: 'Event Response' } as const;

const answers = new Map<unknown, EventAnswer>([
  [EventResponseType.GOING, 'going'],
  [EventResponseType.MAYBE, 'maybe'],
  [EventResponseType.NOT_GOING, 'not_going'],
]);

/**
 * What is encrypted with the secret of the message that it is about, under the addresses of both people; phones don't agree
 * on whether these are numbers or LIDs, so each way is tried. Null when none fits, or it says something else.
 */
export function readSealed(change: ChannelChange, secret: Uint8Array, account: AccountIds): Unsealed | null {
  const { change: what, target, direction, person, author } = change;
  if (what.kind !== 'sealed') return null;
  const own = [addressOf(account.id), addressOf(account.lid)];
  const senders = direction === 'inbound' ? addressesOf(author ?? person) : own;
  const authors = target.direction === 'inbound' ? addressesOf(target.author ?? person) : own;
  for (const sender of senders) {
    for (const creator of authors) {
      if (!sender || !creator) continue;
      const plain = open(what, secret, { id: target.channelMessageId, creator, sender });
      const said = plain && (what.as === 'edit' ? editIn(plain, target.channelMessageId) : answerIn(plain));
      if (said) return { ...said.unsealed, at: believedTime(phoneMilliseconds(said.timestampMs), change.at) };
      if (plain) return null;
    }
  }
  return null;
}

function open(
  { as, sealed }: { as: keyof typeof purposes; sealed: Buffer },
  secret: Uint8Array,
  { id, creator, sender }: { id: string; creator: string; sender: string },
): Buffer | null {
  const root = createHmac('sha256', Buffer.alloc(32)).update(secret).digest();
  const key = createHmac('sha256', root).update(`${id}${creator}${sender}${purposes[as]}\x01`).digest();
  const extra = as === 'event_answer' ? Buffer.from(`${id}\0${sender}`) : Buffer.alloc(0);
  try {
    return aesDecryptGCM(sealed.subarray(ivLength), key, sealed.subarray(0, ivLength), extra);
  } catch {
    // Not under these addresses.
    return null;
  }
}

/** What was sealed, and when by the clock of the phone that did. */
interface Said {
  unsealed: Edit | Answer;
  timestampMs: unknown;
}
type Edit = Omit<Extract<Unsealed, { kind: 'edit' }>, 'at'>;
type Answer = Omit<Extract<Unsealed, { kind: 'event_answer' }>, 'at'>;

/** A whole message inside, which must be about the same one. */
function editIn(plain: Buffer, id: string): Said | null {
  const { protocolMessage } = unwrap(decoded(proto.Message, plain)?.editedMessage?.message).content ?? {};
  const edit = protocolMessage ?? decoded(proto.Message, plain)?.protocolMessage;
  if (edit?.type !== Type.MESSAGE_EDIT || (edit.key?.id && edit.key.id !== id)) return null;
  const content = readContent(edit.editedMessage);
  if (!content || content.kind === 'unknown') return null;
  return { unsealed: { kind: 'edit', text: content.text }, timestampMs: edit.timestampMs };
}

function answerIn(plain: Buffer): Said | null {
  const response = decoded(proto.Message.EventResponseMessage, plain);
  const answer = answers.get(response?.response);
  return answer ? { unsealed: { kind: 'event_answer', answer }, timestampMs: response?.timestampMs } : null;
}

function decoded<T>(kind: { decode(bytes: Uint8Array): T }, plain: Buffer): T | null {
  try {
    return kind.decode(plain);
  } catch {
    // Whoever has the secret may have sealed anything.
    return null;
  }
}

function addressesOf({ phone, lid }: ChannelAuthor): (string | null)[] {
  return [phone && `${phone}@s.whatsapp.net`, lid && `${lid}@lid`];
}
