import { isDeepStrictEqual } from 'node:util';
import { type Endpoint, roleIncludes } from '@ticketz/contract/endpoint';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { QueryResultRow } from 'pg';
import type { CompanyTurns } from '../company-turns.ts';
import { AppError } from '../errors.ts';
import { readingForCompany, withCompanyAnd } from '../tenancy.ts';
import { type Download, sendDownload } from './download.ts';
import { exchangeOf, parseInput, tokenOf, uploadOf } from './read-request.ts';
import type { Actor, Authenticator, Call, Claims, Exchange, Route } from './route.ts';
import { sendJson } from './send-json.ts';

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

function checkAccess(endpoint: Endpoint, actor: Actor): void {
  if (endpoint.access !== 'public' && !roleIncludes(actor.role, endpoint.access))
    throw new AppError('forbidden');
  if (actor.mustChangePassword && !endpoint.allowWhilePasswordExpired) {
    throw new AppError('password_change_required');
  }
}
