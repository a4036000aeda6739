import type { proto } from '@whiskeysockets/baileys';
import type { OutboundFile } from '../channel.ts';
import type { MediaSource } from './media-source.ts';

/** A file in WhatsApp's terms: where it lies, how it is decrypted, how it is shown until it is there. */
export function fileMessage(
  file: OutboundFile,
  source: MediaSource,
  text: string,
  contextInfo: proto.IContextInfo | undefined,
): proto.IMessage {
  const where = {
    directPath: source.directPath,
    url: `https://mmg.whatsapp.net${source.directPath}`,
    mediaKey: source.mediaKey,
    fileSha256: source.fileSha256,
    fileEncSha256: source.fileEncSha256,
    fileLength: source.size ?? file.size,
    mimetype: file.mimeType,
    contextInfo,
  };
  const picture = {
    width: file.width ?? undefined,
    height: file.height ?? undefined,
    jpegThumbnail: file.thumbnail ?? undefined,
  };
  const seconds = file.seconds ?? undefined;
  const caption = text === '' ? undefined : text;
  switch (file.kind) {
    case 'image':
      return { imageMessage: { ...where, ...picture, caption } };
    case 'video':
    case 'gif':
      return {
        videoMessage: {
          ...where,
          ...picture,
          caption,
          seconds,
          gifPlayback: file.kind === 'gif' || undefined,
        },
      };
    case 'video_note':
      return { ptvMessage: { ...where, ...picture, seconds } };
    case 'sticker':
      return { stickerMessage: { ...where, width: picture.width, height: picture.height } };
    case 'audio':
    case 'voice_note':
      return {
        audioMessage: {
          ...where,
          seconds,
          ptt: file.kind === 'voice_note',
          waveform: file.waveform ? Uint8Array.from(file.waveform) : undefined,
        },
      };
    case 'document':
      return documentMessage(file, { ...where, jpegThumbnail: picture.jpegThumbnail }, caption);
  }
}

/** With a caption it is wrapped, as WhatsApp's own clients do. */
function documentMessage(
  { name }: OutboundFile,
  fields: proto.Message.IDocumentMessage,
  caption: string | undefined,
): proto.IMessage {
  const documentMessage = { ...fields, fileName: name ?? undefined, title: name ?? undefined, caption };
  return caption ? { documentWithCaptionMessage: { message: { documentMessage } } } : { documentMessage };
}
