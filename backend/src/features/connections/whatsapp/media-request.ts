import {
  type BaileysEventMap,
  decryptMediaRetryData,
  encryptMediaRetryRequest,
  proto,
  type WASocket,
} from '@whiskeysockets/baileys';
import { MediaError } from '../channel.ts';
import type { MediaSource } from './media-source.ts';

const answerMs = 30_000;

const { ResultType } = proto.MediaRetryNotification;

type Answer = BaileysEventMap['messages.media-update'][number];

/**
 * Asks the phone to upload a file again. Throws `MediaError`: `refused` when it says no, `unreachable` when it says
 * nothing, as a phone does that is off.
 */
export async function askForMedia(
  socket: WASocket,
  source: MediaSource,
  ownAddress: string,
): Promise<MediaSource> {
  const { message, mediaKey } = source;
  if (!message) throw new MediaError('impossible');
  const answered = answerTo(socket, message.id);
  try {
    await socket.sendNode(encryptMediaRetryRequest(message, Buffer.from(mediaKey), ownAddress));
  } catch (error) {
    answered.cancel();
    throw new MediaError('unreachable', error);
  }
  return { ...source, directPath: readAnswer(await answered.answer, mediaKey) };
}

function answerTo(socket: WASocket, messageId: string): { answer: Promise<Answer>; cancel(): void } {
  let cancel: () => void = () => undefined;
  const answer = new Promise<Answer>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      socket.ev.off('messages.media-update', listen);
    };
    const listen = (updates: Answer[]) => {
      const found = updates.find(({ key }) => key.id === messageId);
      if (!found) return;
      stop();
      resolve(found);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new MediaError('unreachable', 'The phone does not answer'));
    }, answerMs);
    cancel = () => {
      stop();
      reject(new MediaError('unreachable'));
    };
    socket.ev.on('messages.media-update', listen);
  });
  answer.catch(() => undefined);
  return { answer, cancel };
}

function readAnswer({ media, error, key }: Answer, mediaKey: Uint8Array): string {
  if (error || !media) throw new MediaError('refused', error);
  try {
    const { result, directPath } = decryptMediaRetryData(media, mediaKey, key.id ?? '');
    if (result === ResultType.SUCCESS && directPath) return directPath;
  } catch (cause) {
    throw new MediaError('refused', cause);
  }
  throw new MediaError('refused');
}
