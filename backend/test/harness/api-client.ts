import type { Endpoint } from '@ticketz/contract/endpoint';
import { type ErrorCode, errorBody } from '@ticketz/contract/errors';
import type { z } from 'zod';

type Input<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;
type Parts<E extends Endpoint> = {
  params: Input<E['params']>;
  query: Input<E['query']>;
  body: Input<E['body']>;
};
/** The parts of a request that the endpoint has a schema for. */
type CallInput<E extends Endpoint> = {
  [Part in keyof Parts<E> as Parts<E>[Part] extends undefined ? never : Part]: Parts<E>[Part];
};

/** An error answer of the API. */
export class ApiFailure extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: Record<string, unknown>;

  constructor(status: number, body: unknown) {
    const { error } = errorBody.parse(body);
    super(error.code);
    this.code = error.code;
    this.status = status;
    this.details = error.details ?? {};
  }
}

/** How a call was refused: the error's code, or whatever else went wrong. */
export const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'no error',
    (error: unknown) => (error instanceof ApiFailure ? error.code : String(error)),
  );

/** Calls the API as a person; answers are parsed by the contract. */
export interface ApiClient {
  call<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<z.output<E['response']>>;
}

export function createApiClient(url: string, token?: string): ApiClient {
  return {
    async call(endpoint, input) {
      const {
        params = {},
        query = {},
        body,
      } = input as Partial<
        Record<keyof Parts<Endpoint>, Record<string, string | number | boolean | undefined>>
      >;
      const path = endpoint.path.replaceAll(/:(\w+)/g, (_whole, name: string) =>
        encodeURIComponent(String(params[name])),
      );
      const search = new URLSearchParams(
        Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
      ).toString();
      const response = await fetch(`${url}/api${path}${search ? `?${search}` : ''}`, {
        method: endpoint.method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      });
      const text = await response.text();
      const answer: unknown = text === '' ? undefined : JSON.parse(text);
      if (!response.ok) throw new ApiFailure(response.status, answer);
      return endpoint.response.parse(answer) as never;
    },
  };
}
