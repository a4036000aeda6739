import { PassThrough, type Readable } from 'node:stream';
import type { Endpoint } from '@ticketz/contract/endpoint';
import { parse as parseCookies } from 'cookie';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { AppError, notFound } from '../errors.ts';
import { isStorable } from '../storable-text.ts';
import { requestIdOf } from './request-log.ts';
import type { Exchange } from './route.ts';

/** The body as a stream. */
export function uploadOf(request: Request): { stream: Readable; size: number | null } {
  const size = Number(request.headers['content-length'] ?? Number.NaN);
  // Who stops reading destroys this one, not the request: its answer still has to go out.
  const stream = request.pipe(new PassThrough());
  // Whoever reads hears of it. When nobody does, because it was refused, it must not be the whole process' error.
  stream.on('error', () => undefined);
  request.once('close', () => {
    if (!request.complete) stream.destroy(new Error('The upload broke off'));
  });
  return { stream, size: Number.isFinite(size) ? size : null };
}

/** What the endpoint takes, checked. Throws `not_found`, `malformed_request` or `validation_failed`. */
export function parseInput(endpoint: Endpoint, request: Request) {
  const params = endpoint.params?.safeParse(request.params);
  // A malformed id names no row.
  if (params && !params.success) throw notFound();
  return {
    params: params?.data,
    query: parsePart(endpoint.query, request.query),
    body: parsePart(endpoint.body, request.body ?? {}),
  };
}

function parsePart(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    if (!isStorable(parsed.data)) throw new AppError('malformed_request');
    return parsed.data;
  }
  throw new AppError('validation_failed', {
    issues: parsed.error.issues.slice(0, 20).map((issue) => ({
      path: issue.path.join('.'),
      code: issue.code,
      message: issue.message,
    })),
  });
}

/** The bearer's token. */
export function tokenOf(request: Request): string | null {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token ? token : null;
}

export function exchangeOf(request: Request, response: Response): Exchange {
  return {
    ipAddress: request.ip ?? 'unknown',
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    requestId: requestIdOf(response),
    cookie: (name) => cookieOf(request.headers.cookie, name),
    setCookie: (header) => response.append('set-cookie', header),
  };
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  return header ? parseCookies(header)[name] : undefined;
}
