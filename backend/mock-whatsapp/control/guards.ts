import type { IncomingMessage } from 'node:http';
import { ControlError } from './control-error.ts';
import type { Fields } from './fields.ts';

const MAX_BODY_BYTES = 64 * 1024;
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/** Another site can point its name at 127.0.0.1 (DNS rebinding); its name then stands in the Host header. */
export function requireLoopbackHost(request: IncomingMessage): void {
  if (LOOPBACK_HOST.test(request.headers.host ?? '')) return;
  throw new ControlError(403, 'forbidden_host', 'This server answers only as localhost or 127.0.0.1');
}

/** A form on another site can post, but not as JSON or bytes without asking first, which nobody here allows. */
function requireType(request: IncomingMessage, wanted: string): void {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === wanted) return;
  throw new ControlError(415, 'unsupported_media_type', `Send the content-type ${wanted}`);
}

export async function readJsonBody(request: IncomingMessage): Promise<Fields> {
  requireType(request, 'application/json');
  return parseObject((await readBody(request, MAX_BODY_BYTES)).toString('utf8'));
}

export async function readFileBody(request: IncomingMessage): Promise<Buffer> {
  requireType(request, 'application/octet-stream');
  return readBody(request, MAX_FILE_BYTES);
}

async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new ControlError(413, 'too_large', `A request may have at most ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseObject(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ControlError(400, 'bad_json', 'The body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ControlError(400, 'bad_json', 'The body must be a JSON object');
  }
  return value as Fields;
}
