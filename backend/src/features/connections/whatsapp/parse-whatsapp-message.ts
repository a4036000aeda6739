import { proto, type WAMessage } from '@whiskeysockets/baileys';
import { toStorable } from '../../../core/storable-text.ts';
import type { ChannelMessage } from '../channel.ts';
import type { AccountIds } from './journal-entry.ts';
import { type Content, readContent } from './message-content.ts';
import { addressOf, isIgnoredAddress, personOf, sameIdentity } from './whatsapp-address.ts';

export type IgnoreReason = 'not_a_person' | 'own_chat' | 'peer' | 'no_message' | 'no_id';
export type Parsed = { message: ChannelMessage } | { ignored: IgnoreReason };

export interface ParseContext {
  companyId: string;
  connectionId: string;
  account: AccountIds;
}

const { StubType } = proto.WebMessageInfo;
const missedCalls = new Set<unknown>([StubType.CALL_MISSED_VOICE, StubType.CALL_MISSED_VIDEO]);

/** A WhatsApp message in no channel's terms; or why it is none of a conversation with a customer. */
export function parseWhatsappMessage(received: WAMessage, context: ParseContext): Parsed {
  const { key } = received;
  const channelMessageId = toStorable(key.id ?? '', maxIdLength);
  if (channelMessageId === '') return { ignored: 'no_id' };
  if (received.category === 'peer') return { ignored: 'peer' };
  if (isIgnoredAddress(key.remoteJid ?? '') || received.broadcast) return { ignored: 'not_a_person' };
  const address = addressOf(key.remoteJid);
  if (!address) return { ignored: 'not_a_person' };
  if (isOwn(address, context.account)) return { ignored: 'own_chat' };
  const fromMe = key.fromMe === true;
  // The other address of an own message may be our own: that isn't the customer's.
  const other = isOwn(key.remoteJidAlt, context.account) ? null : key.remoteJidAlt;
  const person = personOf([address, other], fromMe ? null : pushNameOf(received));
  const content = contentOf(received);
  if (!person) return { ignored: 'not_a_person' };
  if (!content) return { ignored: 'no_message' };
  return {
    message: {
      companyId: context.companyId,
      connectionId: context.connectionId,
      channelMessageId,
      direction: fromMe ? 'outbound' : 'inbound',
      person,
      address,
      kind: content.kind,
      text: content.text,
      sentAt: sentAtOf(received),
      media: null,
      details: null,
      quoted: null,
      forwarded: false,
      secret: null,
      moves: false,
    },
  };
}

function contentOf(received: WAMessage): Content | null {
  if (missedCalls.has(received.messageStubType)) return { kind: 'call', text: '' };
  if (received.messageStubType === StubType.CIPHERTEXT) {
    return { kind: received.key.isViewOnce ? 'view_once' : 'undecryptable', text: '' };
  }
  return readContent(received.message);
}

function isOwn(jid: string | null | undefined, account: AccountIds): boolean {
  return sameIdentity(jid, account.id) || sameIdentity(jid, account.lid);
}

const maxNameLength = 200;
/** WhatsApp's own have 20 to 32. */
const maxIdLength = 200;

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
