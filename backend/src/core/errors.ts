import { type ErrorBody, type ErrorCode, errorStatus } from '@ticketz/contract/errors';

type Issues = ErrorBody['error']['issues'];

/** An error that a person caused or can mend: its code is in the contract and the UI has words for it. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;
  readonly issues: Issues;

  constructor(
    code: ErrorCode,
    options: { details?: Record<string, unknown>; issues?: Issues; cause?: unknown } = {},
  ) {
    super(code, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
    this.issues = options.issues;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

/** Another company's row, a row this person may not see, a row that isn't there: all the same answer. */
export function notFound(): AppError {
  return new AppError('not_found');
}
