import { draftEndpoints } from '@ticketz/contract/drafts';
import { type Route, route } from '../../core/http/route.ts';
import { listDrafts, saveDraft } from './drafts.ts';

export const draftRoutes: Route[] = [
  route(draftEndpoints.listDrafts, async ({ actor }) => ({ items: await listDrafts(actor) })),
  route(draftEndpoints.saveDraft, ({ actor, params, body }) => saveDraft(actor, params.ticketId, body.text)),
];
