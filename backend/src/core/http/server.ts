import type { IncomingMessage } from 'node:http';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { measureRequests } from '../metrics.ts';
import { handleErrors, handleUnknownPath } from './error-handler.ts';
import { loggerKey, logRequests } from './request-log.ts';
import type { Route } from './route.ts';
import { countEarly, type Gate, mountRoutes } from './serve-routes.ts';

const maxBody = '256kb';
/** A body of JSON is small: whoever sends it slowly only wants to hold the connection. */
const bodyMs = 30_000;
/** What is still on its way of an upload that was refused, so that the refusal is read. */
const drainMs = 5_000;

/** Says whether this process can do its work; a reason when it can't. */
export type ReadinessCheck = () => Promise<{ ready: boolean; checks: Record<string, string> }>;

export interface HttpOptions {
  logger: Logger;
  trustProxy: number;
  readiness: ReadinessCheck;
  /** The API, in the web process. */
  api?: Gate & { routes: Route[] };
  /** The pages, where this process serves them. */
  pages?: RequestHandler;
  /** What `/metrics` answers. */
  metrics: RequestHandler;
}

/** The HTTP side of a process: health for all, API and pages for the web process. */
export function createHttpApp(options: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  // Answers of the API are never kept; pages and files have tags of their own.
  app.disable('etag');
  app.set('trust proxy', options.trustProxy);
  app.set('query parser', 'simple');
  app.set(loggerKey, options.logger);
  app.use(measureRequests);
  app.use(logRequests(options.logger));
  app.use(securityHeaders());
  app.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/health/ready', async (_request, response) => {
    const { ready, checks } = await options.readiness();
    response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'unavailable', checks });
  });
  app.get('/metrics', options.metrics);
  if (options.api) app.use('/api', apiRouter(options.api));
  if (options.pages) app.use(compression(), options.pages);
  app.use(handleUnknownPath);
  app.use(handleErrors);
  return app;
}

function apiRouter({ routes, ...gate }: NonNullable<HttpOptions['api']>): Router {
  const router = Router({ caseSensitive: true });
  router.use((_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  const isUpload = ({ mode }: Route) => mode === 'upload';
  router.use(uploadsRouter(routes.filter(isUpload), gate));
  router.use(countEarly(gate));
  router.use(onlyJson);
  router.use(limitBodyTime);
  router.use(express.json({ limit: maxBody, strict: true }));
  mountRoutes(
    router,
    routes.filter((route) => !isUpload(route)),
    gate,
  );
  router.use(handleUnknownPath);
  return router;
}

/** Exactly the routes that take a file: before whatever reads or refuses bodies. */
function uploadsRouter(routes: Route[], gate: Gate): Router {
  const router = Router({ caseSensitive: true });
  for (const { endpoint } of routes) router.post(endpoint.path, onlyBytes);
  mountRoutes(router, routes, gate);
  router.use(endUpload);
  return router;
}

/** Neither a form of another site can send this type without asking first. */
const onlyBytes: RequestHandler = (request, _response, next) => {
  const isBytes = request.headers['content-type'] === 'application/octet-stream';
  next(isBytes ? undefined : new AppError('unsupported_media_type'));
};

/** The rest of a refused upload isn't wanted, but a connection that is cut while it comes would hide the refusal. */
const endUpload: ErrorRequestHandler = (error, request, response, next) => {
  if (!request.readableEnded) {
    response.setHeader('connection', 'close');
    request.unpipe();
    request.resume();
    const cut = setTimeout(() => request.destroy(), drainMs);
    request.once('close', () => clearTimeout(cut));
  }
  next(error);
};

function hasBody({ headers }: IncomingMessage): boolean {
  return Number(headers['content-length'] ?? 0) > 0 || 'transfer-encoding' in headers;
}

const limitBodyTime: RequestHandler = (request, _response, next) => {
  if (!hasBody(request)) return next();
  const cut = setTimeout(() => request.destroy(), bodyMs);
  const enough = () => clearTimeout(cut);
  request.once('end', enough);
  request.once('close', enough);
  next();
};

/** A form of another site can't send JSON without asking first. */
const onlyJson: RequestHandler = (request, _response, next) => {
  if (hasBody(request) && !request.is('application/json'))
    return next(new AppError('unsupported_media_type'));
  next();
};

function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The style library writes its sheets at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    // TLS ends at the proxy, which knows whether it is there.
    strictTransportSecurity: false,
  });
}
