import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MockWhatsApp } from '../api/mock-whatsapp.ts';
import { BinaryAnswer } from './binary-answer.ts';
import { ControlError } from './control-error.ts';
import { readFileBody, readJsonBody, requireLoopbackHost } from './guards.ts';
import { LiveStream } from './live-stream.ts';
import { type Call, findRoute, type Route } from './router.ts';
import { controlRoutes } from './routes.ts';
import { builtPageDirectory, sendPageFile } from './static-page.ts';

export interface ControlOptions {
  /** Default 127.0.0.1. Another address is your choice: whoever reaches it writes as anybody. */
  host?: string;
  /** Default: a free one. */
  port?: number;
  /** The built demo phone; default: where `npm run build` puts it. */
  pageDirectory?: string;
}

export interface Control {
  /** `http://127.0.0.1:PORT`: the demo phone; its API is below /api. */
  url: string;
  close(): Promise<void>;
}

/** Serves the demo phone and the API it uses, for one mock. */
export async function startControl(whatsapp: MockWhatsApp, options: ControlOptions = {}): Promise<Control> {
  const live = new LiveStream(whatsapp);
  const routes = controlRoutes(whatsapp);
  const pageDirectory = options.pageDirectory ?? builtPageDirectory();

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => sendError(response, error));
  });
  server.requestTimeout = 10_000;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requireLoopbackHost(request);
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path === '/api/live' && request.method === 'GET') return live.join(response);
    if (path.startsWith('/api/')) return callRoute(routes, request, response, path);
    if (request.method !== 'GET') {
      throw new ControlError(405, 'method_not_allowed', `${path} takes only GET`);
    }
    return sendPageFile(response, pageDirectory, path);
  }

  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    async close() {
      live.close();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

async function callRoute(
  routes: Route[],
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const { route, params } = findRoute(routes, request.method ?? '', path);
  const answer = await route.run(await callOf(route, request, params));
  if (answer instanceof BinaryAnswer) answer.send(request, response);
  else sendJson(response, 200, answer ?? {});
}

async function callOf(route: Route, request: IncomingMessage, params: Call['params']): Promise<Call> {
  if (route.method === 'GET') return { params, body: {} };
  if (route.takes !== 'file') return { params, body: await readJsonBody(request) };
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  return { params, body: Object.fromEntries(searchParams), file: { bytes: await readFileBody(request) } };
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(JSON.stringify(value));
}

function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const known = error instanceof ControlError ? error : internalError(error);
  // What is left of a body that was refused would be taken for the next request.
  response.setHeader('connection', 'close');
  sendJson(response, known.status, { error: { code: known.code, message: known.message } });
}

/** A developer's tool on loopback: the reason helps more than it could harm. */
const internalError = (error: unknown) =>
  new ControlError(500, 'internal', error instanceof Error ? error.message : 'Something went wrong');
