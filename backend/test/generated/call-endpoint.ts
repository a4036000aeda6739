import type { Endpoint } from '@ticketz/contract/endpoint';

export interface Input {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  token?: string;
}

export interface Answered {
  status: number;
  code: string | undefined;
  body: unknown;
}

/** Calls an endpoint as anybody could, with whatever is given. */
export async function callEndpoint(url: string, endpoint: Endpoint, input: Input = {}): Promise<Answered> {
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_whole, name: string) =>
    encodeURIComponent(input.params?.[name] ?? ''),
  );
  const query = new URLSearchParams(input.query).toString();
  const response = await fetch(`${url}/api${path}${query ? `?${query}` : ''}`, {
    method: endpoint.method,
    headers: {
      ...typeOf(endpoint, input.body),
      ...(input.token ? { authorization: `Bearer ${input.token}` } : {}),
    },
    body: bodyOf(endpoint, input.body),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  const body: unknown = isJson ? JSON.parse(text) : text || undefined;
  return { status: response.status, code: codeOf(body), body };
}

function typeOf({ transfer }: Endpoint, body: unknown): Record<string, string> {
  if (transfer === 'upload') return { 'content-type': 'application/octet-stream' };
  return body === undefined ? {} : { 'content-type': 'application/json' };
}

function bodyOf({ transfer }: Endpoint, body: unknown): string | undefined {
  if (transfer === 'upload') return 'a file';
  return body === undefined ? undefined : JSON.stringify(body);
}

function codeOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  const { error } = body;
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

/** The names of the parameters in an endpoint's path. */
export function paramNames(endpoint: Endpoint): string[] {
  return [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
}
