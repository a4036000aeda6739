import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { findFreePort } from '../../src/core/embedded-postgres-server.ts';
import { createHttpApp } from '../../src/core/http/server.ts';
import { installDebianPackages } from '../support/debian-packages.ts';
import { ROOT, readText } from './repository.ts';

const INSTALL_TIMEOUT_MS = 300_000;
const nginx = findOrInstall('/usr/sbin/nginx', 'nginx-light');
const caddy = findOrInstall('/usr/bin/caddy', 'caddy');

/** What the backend answers with, so that we see what nginx passed on. */
type Seen = { url: string; headers: IncomingHttpHeaders };

describe.runIf(nginx)('nginx', () => {
  let dir: string;
  let address: string;
  let backend: Server;
  let server: ChildProcess;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'ticketz-nginx-'));
    await chmod(dir, 0o755);
    await mkdir(join(dir, 'html/assets'), { recursive: true });
    await writeFile(join(dir, 'html/index.html'), '<title>Ticketz</title>');
    await writeFile(join(dir, 'html/sw.js'), '// worker');
    await writeFile(join(dir, 'html/assets/index-abc123.js'), 'export const text = 1;'.repeat(100));
    backend = await startBackend();
    const port = await findFreePort();
    address = `http://127.0.0.1:${port}`;
    await writeConfiguration(dir, port, portOf(backend));
    server = spawn(nginx ?? '', ['-p', dir, '-c', join(dir, 'nginx.conf'), '-e', 'stderr'], {
      stdio: 'inherit',
    });
    await vi.waitFor(() => fetch(address), { timeout: 10_000 });
  }, INSTALL_TIMEOUT_MS);

  afterAll(async () => {
    if (server?.exitCode === null) {
      server.kill('SIGQUIT');
      await once(server, 'exit');
    }
    backend?.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('serves the page on every path of the application, asked again each time', async () => {
    for (const path of ['/', '/tickets/42', '/index.html']) {
      const response = await fetch(address + path);
      expect(await response.text()).toContain('<title>Ticketz</title>');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    }
    expect((await fetch(`${address}/sw.js`)).headers.get('cache-control')).toBe('no-cache');
  });

  it('serves hashed files for ever, compressed, and never a page in place of a missing one', async () => {
    const found = await fetch(`${address}/assets/index-abc123.js`);
    expect(found.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(found.headers.get('content-encoding')).toBe('gzip');
    const missing = await fetch(`${address}/assets/index-old.js`);
    expect(missing.status).toBe(404);
    expect(missing.headers.get('cache-control')).toBeNull();
  });

  it('sends the security headers that the backend sends with its own pages', async () => {
    const app = createHttpApp({
      logger: pino({ level: 'silent' }),
      trustProxy: 0,
      readiness: async () => ({ ready: true, checks: {} }),
      metrics: (_request, response) => void response.status(404).end(),
      pages: (_request, response) => void response.send('<title>Ticketz</title>'),
    });
    const own = app.listen(0, '127.0.0.1');
    await once(own, 'listening');
    const expected = securityHeaders((await fetch(`http://127.0.0.1:${portOf(own)}/`)).headers);
    own.close();
    expect(Object.keys(expected).length).toBeGreaterThan(5);
    for (const path of ['/', '/assets/index-abc123.js', '/assets/missing.js']) {
      expect(securityHeaders((await fetch(address + path)).headers)).toEqual(expected);
    }
  });

  it('passes the API on, with the address of the person and the protocol', async () => {
    const response = await fetch(`${address}/api/tickets?page=2`, {
      headers: { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' },
    });
    const seen: Seen = await response.json();
    expect(seen.url).toBe('/api/tickets?page=2');
    expect(seen.headers['x-forwarded-for']).toBe('203.0.113.7, 127.0.0.1');
    expect(seen.headers['x-forwarded-proto']).toBe('https');
    expect(seen.headers.host).toBe(new URL(address).host);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toBeNull();
  });

  it('keeps health and metrics of the backend inside', async () => {
    expect(await (await fetch(`${address}/health/ready`)).text()).toContain('<title>Ticketz</title>');
  });

  it('passes sockets on', async () => {
    const socket = new WebSocket(`${address.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    await once(socket, 'open');
    socket.send('hello');
    const [echo] = await once(socket, 'message');
    expect(String(echo)).toBe('hello');
    socket.close();
  });

  it('hides its version', async () => {
    expect((await fetch(address)).headers.get('server')).toBe('nginx');
  });
});

describe.runIf(caddy)('Caddy', () => {
  it('takes its configuration', async () => {
    const env = { PUBLIC_URL: 'https://tickets.example.com', ACME_EMAIL: 'a@example.com', HOME: tmpdir() };
    const config = join(ROOT, '.docker/Caddyfile');
    const adapted = await promisify(execFile)(caddy ?? '', ['adapt', '--config', config], { env });
    const text = JSON.stringify(JSON.parse(adapted.stdout));
    expect(text).toContain('"host":["tickets.example.com"]');
    expect(text).toContain('"dial":"frontend:8080"');
    expect(text).toContain('a@example.com');
    await promisify(execFile)(caddy ?? '', ['validate', '--config', config], { env });
  });
});

function findOrInstall(program: string, debianPackage: string): string | undefined {
  if (existsSync(program) || (installDebianPackages(debianPackage) && existsSync(program))) return program;
  const message = `${program} is missing: apt-get install ${debianPackage}`;
  if (process.env.CI) throw new Error(message);
  process.stderr.write(`\n!!! ${message}. Its tests are LEFT OUT.\n\n`);
  return undefined;
}

async function startBackend(): Promise<Server> {
  const server = createServer((request, response) => {
    const seen: Seen = { url: request.url ?? '', headers: request.headers };
    response.setHeader('cache-control', 'no-store').end(JSON.stringify(seen));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(data, { binary: false })));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function portOf(server: Pick<Server, 'address'>): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** The image's own nginx.conf includes ours in the same way; ports and paths are those of this machine. */
async function writeConfiguration(dir: string, port: number, backendPort: number): Promise<void> {
  const site = (await readText('.docker/nginx.conf'))
    .replace('listen 8080;', `listen 127.0.0.1:${port};`)
    .replace('/usr/share/nginx/html', join(dir, 'html'))
    .replaceAll('/etc/nginx/security-headers.conf', join(ROOT, '.docker/security-headers.conf'))
    .replace('http://web:3000', `http://127.0.0.1:${backendPort}`);
  await writeFile(join(dir, 'site.conf'), site);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${dir}/${name};`,
  );
  const main = `daemon off; pid ${dir}/nginx.pid; events {}
    http { include /etc/nginx/mime.types; access_log off; ${temporary.join(' ')} include ${dir}/site.conf; }`;
  await writeFile(join(dir, 'nginx.conf'), main);
}

function securityHeaders(headers: Headers): Record<string, string> {
  const others =
    /^(cache-control|connection|content-(type|length|encoding)|date|etag|keep-alive|server|vary|accept-ranges|last-modified|transfer-encoding|x-request-id)$/;
  return Object.fromEntries([...headers].filter(([name]) => !others.test(name)));
}
