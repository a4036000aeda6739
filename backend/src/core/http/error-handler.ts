import type { ErrorBody, ErrorCode } from '@ticketz/contract/errors';
import { errorStatus } from '@ticketz/contract/errors';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { ConnectionError } from 'sequelize';
import { AppError, notFound } from '../errors.ts';
import { logOf, requestIdOf } from './request-log.ts';

/** Answers every error with the contract's body; what we didn't expect is logged whole and told as `internal_error`. */
export const handleErrors: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) return next(error);
  const known = toAppError(error);
  const requestId = requestIdOf(response);
  if (known.status >= 500) logOf(request, response).error({ err: error }, 'A request failed');
  const retryAfter = known.details?.retryAfterSeconds;
  if (typeof retryAfter === 'number') response.setHeader('retry-after', String(retryAfter));
  const body: ErrorBody = {
    error: {
      code: known.code,
      message: describe(known.code),
      requestId,
      ...(known.issues ? { issues: known.issues } : {}),
      ...(known.details ? { details: known.details } : {}),
    },
  };
  response.status(errorStatus[known.code]).json(body);
};

/** Nothing is routed here. */
export const handleUnknownPath: RequestHandler = (_request, _response, next) => next(notFound());

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ConnectionError) return new AppError('service_unavailable', { cause: error });
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return new AppError('payload_too_large');
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new AppError('unsupported_media_type');
  if (typeof type === 'string' && (type.startsWith('entity.') || type.startsWith('request.'))) {
    return new AppError('malformed_request');
  }
  if (error instanceof URIError) return notFound();
  return new AppError('internal_error', { cause: error });
}

function describe(code: ErrorCode): string {
  return code.replaceAll('_', ' ');
}
