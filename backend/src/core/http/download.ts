import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { ByteRange } from '../shelf.ts';
import { logOf } from './request-log.ts';

/** Who takes nothing for so long has gone, or is a film that was paused: that one asks again from where it was. */
const idleMs = 120_000;

/** Bytes to be sent. */
export interface Download {
  /** What the bytes are. Never what somebody says that they are. */
  mimeType: string;
  /** What the browser saves it as; null: it says so itself. */
  name: string | null;
  /** Null: not known before it's opened; then there are no ranges. */
  size: number | null;
  /** May be shown in the page. Only for kinds that can't run anything. */
  inline: boolean;
  /** Another one when the bytes are others. */
  tag: string;
  open(range?: ByteRange): Promise<Readable>;
}

/** Sends the bytes, or the part that is asked for, or nothing when the browser has them already. */
export async function sendDownload(request: Request, response: Response, download: Download): Promise<void> {
  const { size } = download;
  const etag = `"${download.tag}"`;
  if (request.headers['if-none-match'] === etag) {
    response.set(headersOf(download, etag)).status(304).end();
    return;
  }
  const range = size === null ? undefined : rangeOf(request, etag, size);
  if (range === 'outside') {
    response.set('content-range', `bytes */${size}`).status(416).end();
    return;
  }
  const wanted = request.method !== 'HEAD' && size !== 0;
  // Before anything is said of it: it may not be there.
  const bytes = wanted ? await download.open(range) : null;
  response.set(headersOf(download, etag));
  if (range) response.status(206).set('content-range', `bytes ${range.start}-${range.end}/${size}`);
  const length = range ? range.end - range.start + 1 : size;
  if (length !== null) response.set('content-length', String(length));
  if (!bytes) {
    response.end();
    return;
  }
  response.setTimeout(idleMs, () => response.destroy());
  try {
    await pipeline(bytes, response);
  } catch (error) {
    // Whoever looked has gone, or the storage has: either way the answer is cut, which the browser notices.
    logOf(request, response).debug({ err: error }, 'A file was not sent to its end');
  }
}

function headersOf(download: Download, etag: string): Record<string, string> {
  return {
    'content-type': download.mimeType,
    'content-disposition': dispositionOf(download),
    // Even opened by itself it runs nothing and belongs to no origin.
    'content-security-policy':
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'accept-ranges': download.size === null ? 'none' : 'bytes',
    // Asked each time whether it may still be seen; bytes don't travel twice, and are never changed on the way.
    'cache-control': 'private, no-cache, no-transform',
    etag,
  };
}

/** One range. Several at once, and what isn't understood, get the whole file, as the standard allows. */
function rangeOf(request: Request, etag: string, size: number): ByteRange | 'outside' | undefined {
  const { range, 'if-range': ifRange } = request.headers;
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '');
  if (!match || (ifRange && ifRange !== etag)) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < start) return undefined;
  return start >= size || end < start ? 'outside' : { start, end };
}

/** RFC 6266: an ASCII name for old clients, the real one for the others. */
function dispositionOf({ inline, name }: Download): string {
  const kind = inline ? 'inline' : 'attachment';
  if (name === null) return kind;
  const ascii = name.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\%]/g, '_');
  const exact = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${exact}`;
}
