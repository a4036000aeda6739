import type { ContactCard, Location } from '@ticketz/contract/message-details';
import { type BinaryNode, proto } from '@whiskeysockets/baileys';
import { type ChannelQuote, type ChannelTarget, type OutboundContent, SendError } from '../channel.ts';
import { fileMessage } from './compose-file.ts';
import type { AccountIds } from './journal-entry.ts';
import type { MediaSource } from './media-source.ts';
import { addressOf, groupOf, memberAddress } from './whatsapp-address.ts';

/** A message as WhatsApp has it, and what its stanza says beside. */
export interface Composed {
  message: proto.IMessage;
  attributes: Record<string, string>;
  /** What stands in the stanza beside the message. */
  nodes?: BinaryNode[];
}

/** Whose message it is, and ways to read what `OpenChannel.upload` gave and what is sealed. */
export interface ComposeContext {
  account: AccountIds;
  openSource(sealed: Buffer): MediaSource;
  openSecret(sealed: Buffer): Buffer;
}

type Of<Kind extends OutboundContent['kind']> = Extract<OutboundContent, { kind: Kind }>;

const { Type } = proto.Message.ProtocolMessage;

/** What we send in WhatsApp's terms. Pure: sent again, or asked for again by a phone, it is the same. */
export function composeMessage(content: OutboundContent, address: string, context: ComposeContext): Composed {
  switch (content.kind) {
    case 'reaction':
      return { message: reactionMessage(content, address), attributes: {} };
    case 'edit':
      return { message: editMessage(content, address), attributes: { edit: '1' } };
    case 'delete':
      return {
        message: { protocolMessage: { key: keyOf(content.target, address), type: Type.REVOKE } },
        attributes: { edit: '7' },
      };
    default: {
      const contextInfo = contextOf(content, address, context.account);
      const message = plainMessage(content, contextInfo, context);
      return { message, attributes: {}, ...(content.kind === 'poll' ? { nodes: [newPoll] } : {}) };
    }
  }
}

function plainMessage(
  content: Of<'text' | 'file' | 'location' | 'contacts' | 'poll'>,
  contextInfo: proto.IContextInfo | undefined,
  { openSource, openSecret }: ComposeContext,
): proto.IMessage {
  switch (content.kind) {
    case 'text':
      return contextInfo
        ? { extendedTextMessage: { text: content.text, contextInfo } }
        : { conversation: content.text };
    case 'location':
      return { locationMessage: { ...locationFields(content.location), contextInfo } };
    case 'contacts':
      return contactsMessage(content.contacts, contextInfo);
    case 'poll':
      return pollMessage(content, openSecret(content.secret), contextInfo);
    case 'file':
      if (!content.file.uploaded) throw new SendError('unknown', { retry: false });
      return fileMessage(content.file, openSource(content.file.uploaded), content.text, contextInfo);
  }
}

const newPoll: BinaryNode = { tag: 'meta', attrs: { polltype: 'creation' } };

/** Phones read the votes with the secret; without it nobody could vote. */
function pollMessage(
  { poll }: Of<'poll'>,
  messageSecret: Buffer,
  contextInfo: proto.IContextInfo | undefined,
): proto.IMessage {
  return {
    messageContextInfo: { messageSecret },
    pollCreationMessageV3: {
      name: poll.question,
      options: poll.options.map((optionName) => ({ optionName })),
      selectableOptionsCount: poll.severalAllowed ? 0 : 1,
      contextInfo,
    },
  };
}

function contextOf(
  content: Of<'text' | 'file' | 'location' | 'contacts' | 'poll'>,
  address: string,
  account: AccountIds,
): proto.IContextInfo | undefined {
  const { quoted, forwarded } = content;
  const named = 'mentions' in content ? (content.mentions ?? []) : [];
  if (!quoted && !forwarded && named.length === 0) return undefined;
  return {
    ...(named.length > 0 ? { mentionedJid: named.flatMap((member) => memberAddress(member) ?? []) } : {}),
    ...(forwarded ? { isForwarded: true, forwardingScore: 1 } : {}),
    ...(quoted
      ? {
          stanzaId: quoted.channelMessageId,
          participant:
            quoted.direction === 'inbound' ? authorOf(quoted, address) : ownAddress(address, account),
          quotedMessage: quotedMessage(quoted),
        }
      : {}),
  };
}

/** Of the other one in a chat of two, of a member in a group. */
function authorOf({ author }: Pick<ChannelTarget, 'author'>, address: string): string | undefined {
  if (!groupOf(address)) return address;
  return author ? memberAddress(author) : undefined;
}

/** Ours in this chat: a number among numbers, a LID among LIDs. */
function ownAddress(address: string, account: AccountIds): string {
  const own = address.endsWith('@lid') || groupOf(address) ? addressOf(account.lid) : addressOf(account.id);
  return own ?? addressOf(account.id) ?? '';
}

/** Enough for the phone to show what is answered; it opens its own copy by the id. */
function quotedMessage({ kind, text }: ChannelQuote): proto.IMessage {
  if (kind === 'image') return { imageMessage: { caption: text } };
  if (kind === 'video' || kind === 'gif') {
    return { videoMessage: { caption: text, gifPlayback: kind === 'gif' } };
  }
  if (kind === 'audio' || kind === 'voice_note') return { audioMessage: { ptt: kind === 'voice_note' } };
  if (kind === 'document') return { documentMessage: { caption: text } };
  if (kind === 'sticker') return { stickerMessage: {} };
  return { conversation: text };
}

function keyOf(target: ChannelTarget, address: string): proto.IMessageKey {
  const fromMe = target.direction === 'outbound';
  const key = { remoteJid: address, fromMe, id: target.channelMessageId };
  return groupOf(address) && !fromMe ? { ...key, participant: authorOf(target, address) } : key;
}

function reactionMessage({ target, emoji, at }: Of<'reaction'>, address: string): proto.IMessage {
  return {
    reactionMessage: {
      key: keyOf(target, address),
      text: emoji ?? '',
      senderTimestampMs: at.getTime(),
    },
  };
}

function editMessage({ target, text, at }: Of<'edit'>, address: string): proto.IMessage {
  return {
    protocolMessage: {
      key: keyOf(target, address),
      type: Type.MESSAGE_EDIT,
      editedMessage: { conversation: text },
      timestampMs: at.getTime(),
    },
  };
}

function locationFields({ latitude, longitude, name, address }: Location): proto.Message.ILocationMessage {
  return { degreesLatitude: latitude, degreesLongitude: longitude, name, address };
}

function contactsMessage(
  contacts: ContactCard[],
  contextInfo: proto.IContextInfo | undefined,
): proto.IMessage {
  const cards = contacts.map((card) => ({ displayName: card.name, vcard: toVcard(card) }));
  const [only] = cards;
  if (only && cards.length === 1) return { contactMessage: { ...only, contextInfo } };
  const displayName = contacts.map(({ name }) => name).join(', ');
  return { contactsArrayMessage: { displayName, contacts: cards, contextInfo } };
}

/** A card as phones write it. */
export function toVcard({ name, phones, organization }: ContactCard): string {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:;${escaped(name)};;;`,
    `FN:${escaped(name)}`,
    ...(organization ? [`ORG:${escaped(organization)};`] : []),
    ...phones.map(toTelephone),
    'END:VCARD',
  ];
  return lines.join('\n');
}

/** `waid` makes a number one that can be written to. */
function toTelephone({ label, number }: ContactCard['phones'][number]): string {
  const type = /^[a-z-]{1,20}$/i.test(label) ? label : 'CELL';
  const known = /^\d{5,15}$/.test(number);
  return known ? `TEL;type=${type};waid=${number}:+${number}` : `TEL;type=${type}:${escaped(number)}`;
}

/** Nothing of a value may end its line or start another field. */
function escaped(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll(/[;,]/g, (mark) => `\\${mark}`)
    .replaceAll(/\r\n|[\r\n]/g, '\\n');
}
