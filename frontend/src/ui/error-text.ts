import i18next from 'i18next';
import { isApiError } from '../api/api-error.ts';

/** What to tell a person about an error: its code in words, never the code itself. */
export function errorText(error: unknown): string {
  if (!isApiError(error)) return i18next.t('errors:unknown');
  const seconds = error.code === 'rate_limited' ? Number(error.details.retryAfterSeconds) : 0;
  if (seconds > 0) return i18next.t('errors:rate_limited_for', { seconds: Math.ceil(seconds) });
  return i18next.t(`errors:${error.code}`);
}

/**
 * The id under which the server's log has this error. Null when it never got there, and for a refusal that the words
 * explain: an id is for what somebody has to look into.
 */
export function errorId(error: unknown): string | null {
  return isApiError(error) && error.status >= 500 ? error.requestId : null;
}
