import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from './certificate.ts';

const MAX_BLOB = 110 * 1024 * 1024;

/** Keeps encrypted blobs, as WhatsApp's media servers do; can't read them. */
export interface MediaHost {
  /** `HOST:PORT`, as `media_conn` gives it out. */
  host: string;
  certificate: string;
  stop(): Promise<void>;
}

/** Starts the media host; blobs live in memory. */
export async function startMediaHost(host: string, port: number): Promise<MediaHost> {
  const { key, certificate } = selfSigned(host);
  const blobs = new Map<string, Buffer>();
  const server = createServer({ key, cert: certificate }, (request, response) => {
    answer(blobs, request, response).catch((err: unknown) => {
      response.writeHead(err instanceof TooLarge ? 413 : 500).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { host: `${host}:${(server.address() as AddressInfo).port}`, certificate, stop };
}

class TooLarge extends Error {}

async function answer(blobs: Map<string, Buffer>, request: IncomingMessage, response: ServerResponse) {
  const { pathname } = new URL(request.url ?? '/', 'https://media');
  if (request.method === 'POST') {
    const body = await read(request);
    const kind = pathname.split('/')[2] ?? 'file';
    const path = `/v/${kind}/${createHash('sha256').update(body).digest('base64url')}-${randomBytes(4).toString('hex')}`;
    blobs.set(path, body);
    const url = `https://${request.headers.host}${path}`;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ url, direct_path: path, handle: path }));
    return;
  }
  const blob = blobs.get(pathname);
  if (!blob) {
    response.writeHead(404).end();
    return;
  }
  sendBlob(blob, request, response);
}

// Baileys asks for a range when it streams a part of a medium.
function sendBlob(blob: Buffer, request: IncomingMessage, response: ServerResponse): void {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const start = Number(range?.[1] ?? 0);
  const end = range?.[2] ? Number(range[2]) + 1 : blob.length;
  const part = blob.subarray(start, end);
  response.writeHead(range ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'content-length': part.length,
  });
  response.end(part);
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BLOB) throw new TooLarge('the blob is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
