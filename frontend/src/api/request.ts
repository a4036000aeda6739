import type { Endpoint } from '@ticketz/contract/endpoint';
import type { z } from 'zod';
import { ApiError, errorFromFetch, errorFromResponse } from './api-error.ts';

type Part<Name extends string, Schema extends z.ZodType> = Schema extends z.ZodUndefined
  ? unknown
  : { [key in Name]: z.input<Schema> };

/** What an endpoint needs to be called: its params, query and body, as far as it has them. */
export type CallInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<'params', P> &
  Part<'query', Q> &
  Part<'body', B>;

interface AnyInput {
  params?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
}

const timeoutMs = 20_000;

function urlFor(path: string, { params = {}, query = {} }: AnyInput): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  return `/api${filled}${search.size > 0 ? `?${search}` : ''}`;
}

/** One HTTP call as the contract describes it, with the access token given. Answers the response's body. */
export async function request<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
  token: string | null,
  signal?: AbortSignal,
): Promise<z.output<R>> {
  const { body, ...address } = input as AnyInput;
  const timeout = AbortSignal.timeout(timeoutMs);
  const response = await fetch(urlFor(endpoint.path, address), {
    method: endpoint.method,
    credentials: 'same-origin',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  }).catch((error: unknown) => {
    throw errorFromFetch(error);
  });
  if (!response.ok) throw await errorFromResponse(response);
  if (response.status === 204) return undefined as z.output<R>;
  // The server has parsed the answer with this endpoint's schema, so it isn't parsed a second time here.
  return (await response.json().catch(() => {
    throw new ApiError({ code: 'unexpected_answer', status: response.status });
  })) as z.output<R>;
}
