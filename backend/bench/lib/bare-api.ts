import type { AddressInfo } from 'node:net';
import { type Endpoint, type Role, roles } from '@ticketz/contract/endpoint';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import compression from 'compression';
import express, { type Request } from 'express';
import pg from 'pg';
import { decodeCursor } from '../../src/core/cursor.ts';
import type { Actor } from '../../src/core/http/route.ts';
import { messagePageStatement, presentMessagePage } from '../../src/features/messages/list-messages.ts';
import { presentTicketCounts, ticketCountStatement } from '../../src/features/tickets/list-tickets.ts';
import { presentTicketPage, ticketPageStatement } from '../../src/features/tickets/ticket-page.ts';
import { serveWorker } from './worker.ts';

/**
 * The product's routes without their unit of work: express and pg with the same queries, presenters and contract, no
 * transaction, no policies, no look at who is asking.
 */
export type BareApiApi = typeof methods;

const poolSize = 15;

const methods = {
  /** `options` make the connections see one company. Gives the address. */
  start: async (databaseUrl: string, options: string): Promise<string> => {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize, options });
    const app = express();
    app.disable('x-powered-by');
    app.use(compression());
    serve(app, ticketEndpoints.listTickets, async (request, actor) => {
      const { tab, cursor, limit } = schema(ticketEndpoints.listTickets.query).parse(request.query);
      const after = cursor ? decodeCursor(cursor) : null;
      const statement = ticketPageStatement(actor, { tab, limit, after, search: null });
      return presentTicketPage((await pool.query(statement)).rows, limit);
    });
    serve(app, ticketEndpoints.countTickets, async (_request, actor) =>
      presentTicketCounts((await pool.query(ticketCountStatement(actor))).rows),
    );
    serve(app, messageEndpoints.listMessages, async (request, actor) => {
      const { ticketId } = schema(messageEndpoints.listMessages.params).parse(request.params);
      const { before, limit } = schema(messageEndpoints.listMessages.query).parse(request.query);
      const page = { place: before ? decodeCursor(before) : null, forward: false, limit };
      const { rows } = await pool.query(messagePageStatement(actor, ticketId, page));
      return presentMessagePage(rows, page);
    });
    const server = await new Promise<ReturnType<typeof app.listen>>((resolve) => {
      const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
};

function serve(
  app: express.Express,
  endpoint: Endpoint,
  handle: (request: Request, actor: Actor) => Promise<unknown>,
): void {
  app.get(`/api${endpoint.path}`, async (request, response) => {
    response.json(endpoint.response.parse(await handle(request, actorOf(request))));
  });
}

function schema<Schema>(declared: Schema | undefined): Schema {
  if (!declared) throw new Error('The endpoint has no such schema');
  return declared;
}

/** Here everybody is who they say they are: `role userId`. */
function actorOf({ headers }: Request): Actor {
  const [role, userId = ''] = (headers.authorization ?? '').split(' ');
  const known: Role = roles.find((name) => name === role) ?? 'agent';
  return { companyId: '', sessionId: '', name: '', mustChangePassword: false, userId, role: known };
}

serveWorker(methods);
