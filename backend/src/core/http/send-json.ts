import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';

/** Shorter answers fit into a packet anyway. */
const worthIt = 1_024;
/** More takes milliseconds: others would wait for it. */
const mostAtOnce = 128 * 1_024;
/** Higher levels take three times as long for an eighth less. */
const fast = { level: 1 };
const gzipAside = promisify(gzip);

/** Answers with JSON, compressed where the browser takes it and no proxy between has said that it does that itself. */
export async function sendJson(request: Request, response: Response, value: unknown): Promise<void> {
  const plain = Buffer.from(JSON.stringify(value));
  const packed = plain.length >= worthIt && takesGzip(request) ? await pack(plain) : null;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('vary', 'Accept-Encoding');
  if (packed) response.setHeader('content-encoding', 'gzip');
  const bytes = packed ?? plain;
  response.setHeader('content-length', bytes.length);
  response.end(bytes);
}

function takesGzip({ headers }: Request): boolean {
  const accepted = headers['accept-encoding'];
  if (typeof accepted !== 'string') return false;
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accepted);
}

async function pack(plain: Buffer): Promise<Buffer> {
  return plain.length > mostAtOnce ? gzipAside(plain, fast) : gzipSync(plain, fast);
}
