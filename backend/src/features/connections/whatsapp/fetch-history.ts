import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { proto, type WAMessage } from '@whiskeysockets/baileys';
import type { Vault } from '../../../core/secrets.ts';
import { MediaError, type PastMessage } from '../channel.ts';
import { fetchMedia, type MediaHost } from './media-host.ts';
import { type ParseContext, parseWhatsappMessage } from './parse-whatsapp-message.ts';
import { groupOf } from './whatsapp-address.ts';

const unpack = promisify(inflate);
/** WhatsApp's parts have some megabytes. They are held whole, one at a time. */
const mostBytes = 32 * 1024 * 1024;
const mostUnpacked = 128 * 1024 * 1024;

const { Status } = proto.WebMessageInfo;

/** Where a part of the history lies, sealed. */
export function sealHistory(vault: Vault, offer: proto.Message.IHistorySyncNotification): Buffer {
  return vault.seal(Buffer.from(proto.Message.HistorySyncNotification.encode(offer).finish()));
}

/** Fetches a part of the history and reads it. Throws `MediaError`. */
export async function fetchHistory(
  sealed: Buffer,
  { mediaHost, signal, ...context }: ParseContext & { mediaHost: MediaHost; signal: AbortSignal },
): Promise<PastMessage[]> {
  const offer = proto.Message.HistorySyncNotification.decode(context.vault.open(sealed));
  const packed = await packedHistory(offer, mediaHost, signal);
  let history: proto.HistorySync;
  try {
    history = proto.HistorySync.decode(await unpack(packed, { maxOutputLength: mostUnpacked }));
  } catch (error) {
    throw new MediaError('damaged', error);
  }
  const links = new Map(history.phoneNumberToLidMappings.map(({ pnJid, lidJid }) => [lidJid, pnJid]));
  return history.conversations.flatMap((chat) => readChat(chat, links, context));
}

async function packedHistory(
  offer: proto.Message.IHistorySyncNotification,
  mediaHost: MediaHost,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (offer.initialHistBootstrapInlinePayload?.length) return offer.initialHistBootstrapInlinePayload;
  const { directPath, mediaKey, fileSha256, fileEncSha256 } = offer;
  if (!directPath || !mediaKey || !fileSha256 || !fileEncSha256) throw new MediaError('impossible');
  const source = { mediaClass: 'history', directPath, mediaKey, fileSha256, fileEncSha256 } as const;
  const limits = { maxBytes: mostBytes, signal };
  return buffer(await fetchMedia(mediaHost, { ...source, size: null, message: null }, limits));
}

function readChat(
  chat: proto.IConversation,
  links: Map<string | null | undefined, string | null | undefined>,
  context: ParseContext,
): PastMessage[] {
  const address = chat.id ?? '';
  const other = address.endsWith('@lid') ? (chat.pnJid ?? links.get(address)) : chat.lidJid;
  const messages = (chat.messages ?? []).flatMap(({ message }) => {
    // Groups have no past here: who wrote what can't be told for sure.
    if (!message?.key || groupOf(address)) return [];
    const key = { ...message.key, remoteJid: address, ...(other ? { remoteJidAlt: other } : {}) };
    const parsed = parseWhatsappMessage({ ...message, key } satisfies WAMessage, context);
    if (!('message' in parsed)) return [];
    return [{ message: parsed.message, status: statusOf(message) }];
  });
  return messages.sort((one, next) => one.message.sentAt.getTime() - next.message.sentAt.getTime());
}

function statusOf({ key, status }: proto.IWebMessageInfo): PastMessage['status'] {
  if (!key?.fromMe) return null;
  if (status === Status.READ || status === Status.PLAYED) return 'read';
  return status === Status.DELIVERY_ACK ? 'delivered' : 'sent';
}
