import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from '../logger.ts';

/** Asked every few seconds by whoever watches over the process. */
const watchers = /^\/(health\/|metrics$)/;
/** Where the app keeps the log. */
export const loggerKey = 'logger';

/** Gives each request an id and tells of it when it has ended: which, how it went, how long it took, nothing that was in it. */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    response.setHeader('x-request-id', randomUUID());
    if (!watchers.test(request.url)) {
      const startedAt = performance.now();
      response.once('close', () => tell(logger, request, response, performance.now() - startedAt));
    }
    next();
  };
}

/** The process's log, for what belongs to a request. */
export function logOf(request: Request, response: Response): Logger {
  const logger: Logger = request.app.get(loggerKey);
  return logger.child({ req: told(request, response) });
}

function tell(logger: Logger, request: Request, response: Response, took: number): void {
  const level = levelOf(response.statusCode);
  if (!logger.isLevelEnabled(level)) return;
  const line = {
    req: told(request, response),
    res: { status: response.statusCode },
    responseTime: Math.round(took),
  };
  logger[level](line, response.writableFinished ? 'A request was answered' : 'A request broke off');
}

function levelOf(status: number): 'error' | 'info' | 'debug' {
  if (status >= 500) return 'error';
  return status >= 400 ? 'info' : 'debug';
}

function told(request: Request, response: Response): { id: string; method: string; path: string } {
  return {
    id: requestIdOf(response),
    method: request.method,
    path: request.originalUrl.split('?', 1)[0] ?? '',
  };
}

/** The id that the answer carries, for errors and the log. */
export function requestIdOf(response: Response): string {
  return String(response.getHeader('x-request-id'));
}
