import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { DownloadTrouble } from './media-troubles.ts';

const CHUNK = Buffer.alloc(64 * 1024, 7);

/** Sends a blob or the part of it that was asked for, with what is to go wrong. */
export async function sendBlob(
  blob: Buffer,
  trouble: DownloadTrouble | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (trouble?.how === 'status') {
    response.writeHead(trouble.status).end();
    return;
  }
  if (trouble?.how === 'oversized') return sendTooMuch(trouble.bytes, response);
  const range = rangeOf(request, blob.length);
  const part = spoiled(blob, trouble).subarray(range?.start, range?.end);
  response.writeHead(range ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'content-length': part.length,
  });
  if (trouble?.how !== 'slow' && trouble?.how !== 'cut') {
    response.end(part);
    return;
  }
  const half = Math.floor(part.length / 2);
  response.write(part.subarray(0, half));
  if (trouble.how === 'cut') {
    // What was written has to be on its way first.
    await new Promise<void>((resolve) => response.write('', () => resolve()));
    response.destroy();
    return;
  }
  await wait(trouble.ms, undefined, { ref: false });
  response.end(part.subarray(half));
}

// Baileys asks for a range when it streams a part of a medium.
function rangeOf(request: IncomingMessage, length: number): { start: number; end: number } | undefined {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  if (!range) return undefined;
  return { start: Number(range[1]), end: range[2] ? Number(range[2]) + 1 : length };
}

function spoiled(blob: Buffer, trouble: DownloadTrouble | undefined): Buffer {
  const middle = Math.floor(blob.length / 2);
  if (trouble?.how === 'truncated') return blob.subarray(0, middle);
  if (trouble?.how !== 'corrupt') return blob;
  const copy = Buffer.from(blob);
  // Inside the second block, where it doesn't hit the padding of a file that isn't tiny.
  const at = Math.min(middle, 20);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

async function sendTooMuch(bytes: number, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  await pipeline(function* () {
    for (let left = bytes; left > 0; left -= CHUNK.length)
      yield CHUNK.subarray(0, Math.min(CHUNK.length, left));
  }, response);
}
