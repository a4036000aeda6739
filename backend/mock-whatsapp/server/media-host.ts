import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { BlobStore } from '../data/blob-store.ts';
import { selfSigned } from './certificate.ts';
import { sendBlob } from './media-download.ts';
import type { MediaTroubles } from './media-troubles.ts';

const MAX_BLOB = 110 * 1024 * 1024;

/** Keeps encrypted blobs, as WhatsApp's media servers do; can't read them. */
export interface MediaHost {
  /** `HOST:PORT`, as `media_conn` gives it out. */
  host: string;
  certificate: string;
  stop(): Promise<void>;
}

/** What the host serves, and what goes wrong with it. */
export interface MediaShelf {
  blobs: BlobStore;
  troubles: MediaTroubles;
  /** Profile pictures, which aren't encrypted: by path. */
  pictures: Map<string, { bytes: Buffer; mimetype: string }>;
}

/** Starts the media host. */
export async function startMediaHost(host: string, port: number, shelf: MediaShelf): Promise<MediaHost> {
  const { key, certificate } = selfSigned(host);
  const server = createServer({ key, cert: certificate }, (request, response) => {
    answer(shelf, request, response).catch((err: unknown) => {
      if (!response.headersSent) response.writeHead(err instanceof TooLarge ? 413 : 500);
      response.end();
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

async function answer(shelf: MediaShelf, request: IncomingMessage, response: ServerResponse) {
  const { pathname } = new URL(request.url ?? '/', 'https://media');
  if (request.method === 'POST') return upload(shelf, pathname, request, response);
  const picture = shelf.pictures.get(pathname);
  if (picture) {
    response.writeHead(200, { 'content-type': picture.mimetype, 'content-length': picture.bytes.length });
    response.end(picture.bytes);
    return;
  }
  const blob = shelf.blobs.get(pathname);
  const gone = shelf.blobs.statusOf(pathname);
  if (!blob || gone) {
    response.writeHead(gone ?? 404).end();
    return;
  }
  await sendBlob(blob, shelf.troubles.takeDownload(pathname), request, response);
}

async function upload(
  shelf: MediaShelf,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const trouble = shelf.troubles.takeUpload();
  if (trouble?.how === 'cut') {
    request.socket.destroy();
    return;
  }
  const body = await read(request);
  if (trouble?.how === 'silent') return;
  if (trouble) {
    response.writeHead(trouble.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { code: trouble.status } }));
    return;
  }
  const path = shelf.blobs.put(pathname.split('/')[2] ?? 'file', body);
  const url = `https://${request.headers.host}${path}`;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ url, direct_path: path, handle: path }));
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
