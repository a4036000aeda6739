import { type ErrorBody, type ErrorCode, errorBody } from '@ticketz/contract/errors';

/** What goes wrong before the server could answer. Translated under `errors.<code>` like the server's own codes. */
export const clientErrorCodes = ['network_error', 'timeout', 'unexpected_answer'] as const;
export type ClientErrorCode = (typeof clientErrorCodes)[number];

interface ApiErrorInit {
  code: ErrorCode | ClientErrorCode;
  status?: number;
  message?: string;
  requestId?: string | null;
  issues?: ErrorBody['error']['issues'];
  details?: Record<string, unknown>;
}

/** A call to the API that failed. `status` is 0 when there was no answer. */
export class ApiError extends Error {
  readonly code: ErrorCode | ClientErrorCode;
  readonly status: number;
  readonly requestId: string | null;
  readonly issues: NonNullable<ErrorBody['error']['issues']>;
  readonly details: Record<string, unknown>;

  constructor(init: ApiErrorInit) {
    super(init.message ?? init.code);
    this.name = 'ApiError';
    this.code = init.code;
    this.status = init.status ?? 0;
    this.requestId = init.requestId ?? null;
    this.issues = init.issues ?? [];
    this.details = init.details ?? {};
  }

  /** The same call may succeed later without anybody changing anything. */
  get isTemporary(): boolean {
    return this.status === 0 ? this.code !== 'unexpected_answer' : this.status >= 500 || this.status === 429;
  }
}

/** True when `error` is an ApiError, with this code if one is given. */
export function isApiError(error: unknown, code?: ErrorCode | ClientErrorCode): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code);
}

/** Reads an error answer. A proxy's HTML page counts as the server being unavailable, or as unexpected. */
export async function errorFromResponse(response: Response): Promise<ApiError> {
  const requestId = response.headers.get('x-request-id');
  const body = errorBody.safeParse(await response.json().catch(() => null));
  if (body.success) return new ApiError({ ...body.data.error, status: response.status });
  const code = response.status >= 500 ? 'service_unavailable' : 'unexpected_answer';
  return new ApiError({ code, status: response.status, requestId });
}

/** What `fetch` rejects with, as one of ours. An abort by the caller stays an abort. */
export function errorFromFetch(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === 'TimeoutError') return new ApiError({ code: 'timeout' });
  if (error.name === 'AbortError') return error;
  return new ApiError({ code: 'network_error', message: error.message });
}
