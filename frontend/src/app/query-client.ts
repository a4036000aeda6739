import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/api-error.ts';

const maxRetries = 2;

/** Only what may pass by itself is tried again; a refusal stays a refusal. */
function shouldRetry(failures: number, error: unknown): boolean {
  return failures < maxRetries && error instanceof ApiError && error.isTemporary && error.status !== 429;
}

/** Events keep the cache fresh, so that queries are rarely stale by themselves. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: shouldRetry, staleTime: 60_000, gcTime: 30 * 60_000, refetchOnWindowFocus: false },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
