import type { Endpoint } from '@ticketz/contract/endpoint';
import { type ErrorCode, errorStatus } from '@ticketz/contract/errors';
import type { z } from 'zod';

interface Call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
}

interface Route {
  endpoint: Endpoint;
  answer: (call: Call<z.ZodType, z.ZodType, z.ZodType>) => unknown;
}

interface RecordedCall extends Call<z.ZodType, z.ZodType, z.ZodType> {
  endpoint: Endpoint;
}

/** Throw it in an answer to make the fake API fail as the real one does. */
export class FakeFailure extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;
  constructor(code: ErrorCode, details?: Record<string, unknown>) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

function failure(code: ErrorCode, details?: Record<string, unknown>): Response {
  return json(errorStatus[code], { error: { code, message: code, requestId: 'test-request', details } });
}

/**
 * An API for tests of the UI, in place of `fetch`. What goes in and out is parsed with the contract's schemas, so a
 * test can't promise what the server wouldn't keep. Later answers replace earlier ones of the same endpoint.
 */
export function createFakeApi() {
  const routes: Route[] = [];
  const calls: RecordedCall[] = [];
  let networkDown = false;

  async function handle(url: URL, init: RequestInit): Promise<Response> {
    if (networkDown) throw new TypeError('Failed to fetch');
    const path = url.pathname.replace(/^\/api/, '');
    for (const { endpoint, answer } of routes.toReversed()) {
      const params = endpoint.method === (init.method ?? 'GET') && matchPath(endpoint.path, path);
      if (!params) continue;
      const call = {
        endpoint,
        params: endpoint.params?.parse(params),
        query: endpoint.query?.parse(Object.fromEntries(url.searchParams)),
        body: endpoint.body?.parse(typeof init.body === 'string' ? JSON.parse(init.body) : undefined),
      };
      calls.push(call);
      try {
        const body = endpoint.response.parse(await answer(call));
        return body === undefined ? new Response(null, { status: 204 }) : json(200, body);
      } catch (error) {
        if (error instanceof FakeFailure) return failure(error.code, error.details);
        throw error;
      }
    }
    return failure('not_found');
  }

  return {
    calls,
    /** The bodies and params of the calls made to one endpoint, oldest first. */
    callsTo: (endpoint: { path: string; method: string }) =>
      calls.filter(
        (call) => call.endpoint.path === endpoint.path && call.endpoint.method === endpoint.method,
      ),
    on<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
      endpoint: Endpoint<P, Q, B, R>,
      answer: (call: Call<P, Q, B>) => z.input<R> | Promise<z.input<R>>,
    ): void {
      routes.push({ endpoint, answer });
    },
    cutNetwork: () => {
      networkDown = true;
    },
    restoreNetwork: () => {
      networkDown = false;
    },
    fetch: (input: string | URL, init: RequestInit = {}): Promise<Response> =>
      handle(new URL(input, 'http://localhost'), init),
  };
}
export type FakeApi = ReturnType<typeof createFakeApi>;
