import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

const oneYear = 31_536_000_000;

/** Serves the built single-page app from `folder`: hashed assets for ever, the page itself always fresh. */
export function servePages(folder: string): RequestHandler | undefined {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return undefined;
  const router = Router();
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: oneYear, index: false }),
  );
  router.use('/assets', (_request, response) => {
    response.status(404).end();
  });
  router.use(express.static(folder, { index: false, maxAge: 0 }));
  router.get('/*path', sendPage(page));
  router.get('/', sendPage(page));
  return router;
}

function sendPage(page: string): RequestHandler {
  return (_request, response) => {
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(page);
  };
}
