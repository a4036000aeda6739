import type { IncomingMessage } from 'node:http';
import { ControlError } from './control-error.ts';
import type { Fields } from './fields.ts';

const MAX_BODY_BYTES = 64 * 1024;
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/** Another site can point its name at 127.0.0.1 (DNS rebinding); its name then stands in the Host header. */
export function requireLoopbackHost(request: IncomingMessage): void {
  if (LOOPBACK_HOST.test(request.headers.host ?? '')) return;
  throw new ControlError(403, 'forbidden_host', 'This server answers only as localhost or 127.0.0.1');
}

/** A form on another site can post, but not as JSON without asking first, which nobody here allows. */
function requireJson(request: IncomingMessage): void {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return;
  throw new ControlError(415, 'unsupported_media_type', 'Send the content-type application/json');
}

export async function readJsonBody(request: IncomingMessage): Promise<Fields> {
  requireJson(request);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new ControlError(413, 'too_large', `A request may have at most ${MAX_BODY_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return parseObject(Buffer.concat(chunks).toString('utf8'));
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
