import type { Endpoint } from '@ticketz/contract/endpoint';
import type { z } from 'zod';
import { isApiError } from './api-error.ts';
import { type CallInput, request } from './request.ts';
import { accessToken, refreshSession } from './session.ts';

/**
 * Calls an endpoint of the contract as the person logged in. A token that has run out is renewed once, silently.
 * Throws `ApiError`; never resolves with an error.
 */
export async function callApi<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
  options: { signal?: AbortSignal } = {},
): Promise<z.output<R>> {
  const token = accessToken();
  try {
    return await request(endpoint, input, token, options.signal);
  } catch (error) {
    if (endpoint.access === 'public' || !isApiError(error) || error.status !== 401) throw error;
    const current = accessToken();
    const fresh = current !== null && current !== token ? current : await refreshSession();
    if (!fresh) throw error;
    return request(endpoint, input, fresh, options.signal);
  }
}
