import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { MediaError } from '../channel.ts';
import { decryptMedia } from './media-crypto.ts';
import type { MediaSource } from './media-source.ts';

const whatsappHost = 'https://mmg.whatsapp.net';
const idleMs = 20_000;
/** Padding and signature. */
const mostOverhead = 32;
/** What WhatsApp answers for what it has thrown away, or whose address has expired. */
const goneStatuses = new Set([403, 404, 410]);

/** The one host that files are fetched from, whatever a message says. */
export interface MediaHost {
  origin: string;
  /** Trusts the host's own certificate, where no authority has signed it. */
  agent: Agent | undefined;
}

/** WhatsApp's, or the one that stands in for it. `certificate`: PEM. */
export function createMediaHost({ url, certificate }: { url?: string; certificate?: string }): MediaHost {
  return {
    origin: new URL(url ?? whatsappHost).origin,
    agent: certificate ? new Agent({ ca: certificate, keepAlive: true }) : undefined,
  };
}

/** Fetches and decrypts a file. Throws `MediaError`, and so does the stream. */
export async function fetchMedia(
  host: MediaHost,
  source: MediaSource,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<Readable> {
  const response = await get(host, addressOf(host, source), signal);
  const length = Number(response.headers['content-length'] ?? 0);
  const refusal = troubleOf(response.statusCode ?? 0, length > maxBytes + mostOverhead);
  if (refusal) {
    response.destroy();
    throw new MediaError(refusal, `The media host answered ${response.statusCode}`);
  }
  const decrypted = decryptMedia(source);
  // Who reads the stream hears of its failure.
  pipeline(response, decrypted, () => undefined);
  return decrypted;
}

/** The path comes from the message, so it may try to name another host. */
function addressOf({ origin }: MediaHost, { directPath, mediaKey }: MediaSource): URL {
  const url = URL.canParse(directPath, origin) ? new URL(directPath, origin) : null;
  if (url?.origin !== origin || !directPath.startsWith('/') || mediaKey.length === 0) {
    throw new MediaError('impossible');
  }
  return url;
}

/** Redirects aren't followed. */
function get({ agent }: MediaHost, url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const failed = (error: unknown) => reject(new MediaError('unreachable', error));
    const sent = request(url, { agent, signal, headers: { origin: 'https://web.whatsapp.com' } });
    sent.setTimeout(idleMs, () => sent.destroy(new Error('The media host does not answer')));
    sent.once('response', resolve);
    sent.on('error', failed);
    sent.end();
  });
}

function troubleOf(status: number, tooLarge: boolean): MediaError['trouble'] | null {
  if (goneStatuses.has(status)) return 'gone';
  if (status !== 200) return 'unreachable';
  return tooLarge ? 'too_large' : null;
}
