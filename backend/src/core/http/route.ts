import type { Readable } from 'node:stream';
import type { Endpoint, Role } from '@ticketz/contract/endpoint';
import type { QueryResultRow } from 'pg';
import type { z } from 'zod';
import type { Prepared } from '../statements-together.ts';
import type { Download } from './download.ts';

/** Who is calling, as the database knows them at this moment. */
export interface Actor {
  companyId: string;
  userId: string;
  sessionId: string;
  name: string;
  role: Role;
  mustChangePassword: boolean;
}

/** What an access token says. Not yet believed: the database is asked in the request's first round trip. */
export interface Claims {
  companyId: string;
  userId: string;
  sessionId: string;
}

/** What a token is good for: everything, or downloads only. The latter is in a cookie, which browsers send by themselves. */
export type TokenUse = 'api' | 'files';

/** How requests are authenticated; the auth feature provides it. */
export interface Authenticator {
  /** The cookie that holds a token for downloads. */
  filesCookie: string;
  /** Checks the token's signature and age. Throws `unauthenticated` or `session_expired`. */
  readToken(token: string, use?: TokenUse): Promise<Claims>;
  /** The same for a token that was good a moment ago, without any work; null for all others. */
  recallToken(token: string): Promise<Claims | null>;
  /** One statement, of checked literals, that selects the caller if the session still stands. */
  actorStatement(claims: Claims): string;
  /** The same, to be prepared. */
  actorQuery(claims: Claims): Prepared;
  /** The row of that statement. Throws `unauthenticated` when there is none. */
  toActor(row: QueryResultRow | undefined, claims: Claims): Actor;
}

/** Where a request comes from, and a way to set the answer's cookies. */
export interface Exchange {
  ipAddress: string;
  userAgent: string;
  requestId: string;
  cookie(name: string): string | undefined;
  setCookie(header: string): void;
}

type Output<Schema> = NonNullable<Schema> extends z.ZodType ? z.output<NonNullable<Schema>> : undefined;

export interface PublicCall<E extends Endpoint> {
  params: Output<E['params']>;
  query: Output<E['query']>;
  body: Output<E['body']>;
  exchange: Exchange;
}
export interface Call<E extends Endpoint> extends PublicCall<E> {
  actor: Actor;
}

export interface UploadCall<E extends Endpoint> extends Call<E> {
  upload: { stream: Readable /** As announced; null when it isn't. */; size: number | null };
}

export type Answer<E extends Endpoint> = z.input<E['response']>;

type Mode = 'public' | 'work' | 'read' | 'own-work' | 'upload' | 'download';

/** An endpoint with its handler. */
export interface Route {
  endpoint: Endpoint;
  mode: Mode;
  // oxlint-disable-next-line typescript/no-explicit-any -- a list of routes has handlers of all types
  handle: (call: any) => Promise<unknown>;
}

/** A route for logged-in people. The handler runs in the caller's unit of work: it commits when the handler returns. */
export function route<E extends Endpoint>(endpoint: E, handle: (call: Call<E>) => Promise<Answer<E>>): Route {
  return { endpoint, mode: 'work', handle };
}

/**
 * A route for logged-in people whose handler only reads, by `query` alone, and does nothing else that anybody could notice:
 * it may be run for who was asking a moment ago, and once more when the database says that this isn't true any more.
 */
export function readRoute<E extends Endpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<Answer<E>>,
): Route {
  return { endpoint, mode: 'read', handle };
}

/**
 * A route for logged-in people whose handler opens units of work itself: for slow work that must not hold a
 * transaction open, such as hashing a password. The caller was checked in a unit of work of its own just before.
 */
export function routeWithOwnWork<E extends Endpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<Answer<E>>,
): Route {
  return { endpoint, mode: 'own-work', handle };
}

/** A route for anybody. The handler opens units of work itself. */
export function publicRoute<E extends Endpoint>(
  endpoint: E,
  handle: (call: PublicCall<E>) => Promise<Answer<E>>,
): Route {
  return { endpoint, mode: 'public', handle };
}

/**
 * A route whose body is a file. The handler reads it to its end and opens units of work itself; nothing of the company's
 * share of this process is held meanwhile.
 */
export function uploadRoute<E extends Endpoint>(
  endpoint: E,
  handle: (call: UploadCall<E>) => Promise<Answer<E>>,
): Route {
  return { endpoint, mode: 'upload', handle };
}

/** A route whose answer is a file. The handler runs in the caller's unit of work, the bytes are sent after it. */
export function downloadRoute<E extends Endpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<Download>,
): Route {
  return { endpoint, mode: 'download', handle };
}
