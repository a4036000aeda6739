import { PassThrough, type Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { type Endpoint, type Role, roleIncludes } from '@ticketz/contract/endpoint';
import { parse as parseCookies } from 'cookie';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { QueryResultRow } from 'pg';
import type { z } from 'zod';
import type { CompanyTurns } from '../company-turns.ts';
import { AppError, notFound } from '../errors.ts';
import type { Prepared } from '../statements-together.ts';
import { isStorable } from '../storable-text.ts';
import { readingForCompany, withCompanyAnd } from '../tenancy.ts';
import { type Download, sendDownload } from './download.ts';
import { requestIdOf } from './request-log.ts';
import { sendJson } from './send-json.ts';

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

/** What a request of a logged-in person passes before it reaches its handler. */
export interface Gate {
  authenticator: Authenticator;
  turns: Pick<CompanyTurns, 'take'>;
}

/** Puts routes on an Express router, each behind its authentication, access rule and parsing. */
export function mountRoutes(router: Router, routes: Route[], gate: Gate): void {
  for (const definition of routes) {
    const method = definition.endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    router[method](definition.endpoint.path, handlerOf(definition, gate));
  }
}

/**
 * Counts a request whose token is known, and refuses what is too much, before anything of it is read or looked for. Others
 * are counted once their token is.
 */
export function countEarly({ authenticator }: Gate): RequestHandler {
  return async (request, response, next) => {
    const token = tokenOf(request);
    if (token) response.locals[claimsKey] = await authenticator.recallToken(token);
    next();
  };
}

const claimsKey = 'claims';

async function claimsOf(request: Request, { locals }: Response, { authenticator }: Gate): Promise<Claims> {
  const counted: Claims | null | undefined = locals[claimsKey];
  if (counted) return counted;
  const token = tokenOf(request);
  if (!token) throw new AppError('unauthenticated');
  return authenticator.readToken(token);
}

function handlerOf(definition: Route, gate: Gate): RequestHandler {
  return async (request, response) => {
    response.locals.route = definition.endpoint.path;
    if (definition.mode === 'download') return answerDownload(definition, gate, request, response);
    const answer = await callRoute(definition, gate, request, response);
    if (answer === undefined) response.status(204).end();
    else await sendJson(request, response, answer);
  };
}

async function callRoute(
  definition: Route,
  gate: Gate,
  request: Request,
  response: Response,
): Promise<unknown> {
  const { endpoint, mode, handle } = definition;
  const exchange = exchangeOf(request, response);
  const parseAnswer = (value: unknown) => endpoint.response.parse(value);
  if (mode === 'public') return parseAnswer(await handle({ ...parseInput(endpoint, request), exchange }));
  const claims = await claimsOf(request, response, gate);
  if (mode === 'upload') {
    const call = await inTurn(claims, gate, () => admit(claims, definition, gate, request, exchange));
    return parseAnswer(await handle({ ...call, upload: uploadOf(request) }));
  }
  return inTurn(claims, gate, async () => {
    if (mode === 'read') return parseAnswer(await readAnswer(claims, definition, gate, request, exchange));
    if (mode === 'work') {
      return admitInWork(claims, definition, gate, request, exchange, async (call) =>
        parseAnswer(await handle(call)),
      );
    }
    return parseAnswer(await handle(await admit(claims, definition, gate, request, exchange)));
  });
}

async function answerDownload(
  definition: Route,
  gate: Gate,
  request: Request,
  response: Response,
): Promise<void> {
  const exchange = exchangeOf(request, response);
  const cookie = request.headers.authorization ? undefined : exchange.cookie(gate.authenticator.filesCookie);
  const claims = cookie
    ? await gate.authenticator.readToken(cookie, 'files')
    : await claimsOf(request, response, gate);
  const download = await inTurn(claims, gate, () =>
    admitInWork(
      claims,
      definition,
      gate,
      request,
      exchange,
      async (call) => (await definition.handle(call)) as Download,
    ),
  );
  await sendDownload(request, response, download);
}

async function inTurn<Result>(
  { companyId }: Claims,
  { turns }: Gate,
  work: () => Promise<Result>,
): Promise<Result> {
  const done = await turns.take(companyId);
  try {
    return await work();
  } finally {
    done();
  }
}

/** Checks who calls what, and goes on in the same unit of work. */
function admitInWork<Result>(
  claims: Claims,
  { endpoint }: Route,
  { authenticator }: Gate,
  request: Request,
  exchange: Exchange,
  work: (call: Call<Endpoint>) => Promise<Result>,
): Promise<Result> {
  const goOn = async (rows: QueryResultRow[]) => {
    const actor = authenticator.toActor(rows[0], claims);
    checkAccess(endpoint, actor);
    return work({ ...parseInput(endpoint, request), actor, exchange });
  };
  return withCompanyAnd(claims.companyId, authenticator.actorStatement(claims), goOn, claims.userId);
}

/** Who asked with these claims the last time. They live as long as their token is remembered. */
const lastSeen = new WeakMap<Claims, Actor>();

/**
 * Asks who is calling and what is wanted in one round trip: the handler runs for whom it was the last time, and what it
 * gives counts when the database says the same of them now.
 */
function readAnswer(
  claims: Claims,
  { endpoint, handle }: Route,
  { authenticator }: Gate,
  request: Request,
  exchange: Exchange,
): Promise<unknown> {
  return readingForCompany(claims.companyId, authenticator.actorQuery(claims), async (reads) => {
    const answerTo = async (actor: Actor): Promise<unknown> => {
      checkAccess(endpoint, actor);
      return handle({ ...parseInput(endpoint, request), actor, exchange });
    };
    const before = lastSeen.get(claims);
    const [answer] = before ? await Promise.allSettled([answerTo(before)]) : [];
    const actor = authenticator.toActor((await reads.opening())[0], claims);
    lastSeen.set(claims, actor);
    if (!answer || !before || !isDeepStrictEqual(before, actor)) return answerTo(actor);
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  });
}

function admit(...[claims, definition, gate, request, exchange]: [Claims, Route, Gate, Request, Exchange]) {
  return admitInWork(claims, definition, gate, request, exchange, async (call) => call);
}

function uploadOf(request: Request): { stream: Readable; size: number | null } {
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

function checkAccess(endpoint: Endpoint, actor: Actor): void {
  if (endpoint.access !== 'public' && !roleIncludes(actor.role, endpoint.access))
    throw new AppError('forbidden');
  if (actor.mustChangePassword && !endpoint.allowWhilePasswordExpired) {
    throw new AppError('password_change_required');
  }
}

function parseInput(endpoint: Endpoint, request: Request) {
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

function tokenOf(request: Request): string | null {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token ? token : null;
}

function exchangeOf(request: Request, response: Response): Exchange {
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
