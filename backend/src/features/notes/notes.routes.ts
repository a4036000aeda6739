import { noteEndpoints } from '@ticketz/contract/notes';
import type { CompanyLimits } from '../../core/company-limits.ts';
import { type Route, route } from '../../core/http/route.ts';
import { deleteNote } from './delete-note.ts';
import { listWatchers } from './list-watchers.ts';
import { listMentions, markMentionsSeen } from './mentions.ts';
import { writeNote } from './write-note.ts';

/** What a company writes is counted; it throws when that is too much. */
export function noteRoutes({ takeSend }: Pick<CompanyLimits, 'takeSend'>): Route[] {
  return [
    route(noteEndpoints.writeNote, async ({ actor, params, body }) => {
      await takeSend(actor.companyId);
      return writeNote(actor, params.ticketId, body);
    }),
    route(noteEndpoints.deleteNote, ({ actor, params }) => deleteNote(actor, params.ticketId, params.noteId)),
    route(noteEndpoints.listWatchers, async ({ actor, params }) => ({
      items: await listWatchers(actor, params.ticketId),
    })),
    route(noteEndpoints.listMentions, async ({ actor }) => ({ items: await listMentions(actor) })),
    route(noteEndpoints.markMentionsSeen, ({ actor, params }) => markMentionsSeen(actor, params.ticketId)),
  ];
}
