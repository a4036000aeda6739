import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ControlError } from './control-error.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Where `npm run build` puts the page: beside this file when it is built itself, in dist/ when run from source. */
export function builtPageDirectory(): string {
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(fromSource ? '../dist/phone' : '../phone', import.meta.url));
}

/** Sends one file of the built page; `/` is its index. */
export async function sendPageFile(response: ServerResponse, directory: string, path: string): Promise<void> {
  const name = path === '/' ? 'index.html' : normalize(path).replace(/^[/\\]+/, '');
  const file = join(directory, name);
  const type = TYPES[extname(file)];
  if (!type || !file.startsWith(directory + sep)) throw nothingAt(path);
  const content = await readFile(file).catch(() => null);
  if (!content) throw path === '/' ? notBuilt() : nothingAt(path);
  response.writeHead(200, {
    'content-type': type,
    'content-length': content.length,
    // Vite puts a hash of the content in the names below assets/.
    'cache-control': name.startsWith('assets') ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(content);
}

const nothingAt = (path: string) => new ControlError(404, 'not_found', `There is nothing at ${path}`);

const notBuilt = () =>
  new ControlError(
    404,
    'not_found',
    'The page is not built yet: run `npm run build` in backend/mock-whatsapp',
  );
