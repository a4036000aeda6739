import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Device } from '../data/account.ts';
import { answerMediaRetry, type MediaRetryAnswer, type RetryRefusal } from '../server/media-retry.ts';
import type { Network } from '../server/network.ts';
import type { ReceivedMedia } from './received-media.ts';

/** In the order of the numbers in the fault plan. */
export const RETRY_FAULTS = ['not-found', 'decryption-error', 'general-error', 'silence'] as const;

/** The phone uploads a medium again, as it has a copy of it; or says why it doesn't, or nothing at all. */
export function answerRetry(
  network: Network,
  device: Device,
  request: BinaryNode,
  media: ReceivedMedia | undefined,
): void {
  const fault = network.plan.take('refuse-reupload', device.account.number);
  const how = fault === undefined ? undefined : RETRY_FAULTS[fault];
  if (how === 'silence') return;
  answerMediaRetry(network, device, request, media?.mediaKey, answerOf(network, media, how));
}

function answerOf(
  network: Network,
  media: ReceivedMedia | undefined,
  refused: RetryRefusal | undefined,
): MediaRetryAnswer {
  if (refused) return { refused };
  const blob = media?.directPath && network.media.blobs.get(media.directPath);
  if (!blob) return { refused: 'not-found' };
  return { directPath: network.media.blobs.put(media.kind, blob) };
}
