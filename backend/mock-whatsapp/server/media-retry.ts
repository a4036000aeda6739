import { randomBytes } from 'node:crypto';
import { aesEncryptGCM, type BinaryNode, proto } from '@whiskeysockets/baileys';
import type { Device } from '../data/account.ts';
import { mediaRetryKey } from '../data/media-crypto.ts';
import { deliver } from './delivery.ts';
import type { Network } from './network.ts';
import { child, el, seconds } from './nodes.ts';

const { ResultType } = proto.MediaRetryNotification;

/** What a phone says when a client asks for a medium again: where it is now, or why it can't be had. */
export type MediaRetryAnswer = { directPath: string } | { refused: RetryRefusal };

/** The phone hasn't got the file any more, can't read the request, or something else is wrong. */
export type RetryRefusal = 'not-found' | 'decryption-error' | 'general-error';

const RESULTS: Record<RetryRefusal, proto.MediaRetryNotification.ResultType> = {
  'not-found': ResultType.NOT_FOUND,
  'decryption-error': ResultType.DECRYPTION_ERROR,
  'general-error': ResultType.GENERAL_ERROR,
};

/** Answers a client's `server-error` receipt with a `mediaretry` notification, encrypted under the medium's own key. */
export function answerMediaRetry(
  network: Network,
  device: Device,
  request: BinaryNode,
  mediaKey: Uint8Array | undefined,
  answer: MediaRetryAnswer,
): void {
  const id = request.attrs.id ?? '';
  const { attrs: rmr = {} } = child(request, 'rmr') ?? {};
  const attrs = { type: 'mediaretry', from: device.account.jid, id, t: seconds() };
  const content = mediaKey ? [encrypted(id, mediaKey, answer)] : [refusedInClear(answer)];
  deliver(network, device, el('notification', attrs, [el('rmr', rmr), ...content]));
}

function encrypted(id: string, mediaKey: Uint8Array, answer: MediaRetryAnswer): BinaryNode {
  const result = 'refused' in answer ? RESULTS[answer.refused] : ResultType.SUCCESS;
  const directPath = 'refused' in answer ? undefined : answer.directPath;
  const plain = proto.MediaRetryNotification.encode({ stanzaId: id, directPath, result }).finish();
  const iv = randomBytes(12);
  const payload = aesEncryptGCM(plain, mediaRetryKey(mediaKey), iv, Buffer.from(id));
  return el('encrypt', {}, [el('enc_p', {}, payload), el('enc_iv', {}, iv)]);
}

// A phone that doesn't know the message has no key to encrypt with.
function refusedInClear(answer: MediaRetryAnswer): BinaryNode {
  const code = 'refused' in answer ? RESULTS[answer.refused] : ResultType.GENERAL_ERROR;
  return el('error', { code: String(code) });
}
