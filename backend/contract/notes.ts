import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant } from './ids.ts';
import { message } from './messages.ts';
import { userSummary } from './users.ts';

/** A note that names somebody, as they are told of it. `messageId`: the note. */
export const mention = z.object({
  messageId: id,
  ticketId: id,
  author: userSummary.nullable(),
  contactName: z.string(),
  text: z.string().max(300),
  createdAt: instant,
});
export type Mention = z.infer<typeof mention>;

export const maxNoteLength = 10_000;

const ticketParams = z.object({ ticketId: id });

export const noteEndpoints = {
  /**
   * Writes an internal note into a conversation, whatever the ticket's status: for those who see the ticket. It is a
   * message of kind `note` that never goes to the customer. `mentions`: colleagues who see the ticket and are told.
   * Idempotent by `clientId`.
   */
  writeNote: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/notes',
    access: 'agent',
    params: ticketParams,
    body: z.strictObject({
      clientId: id,
      text: z
        .string()
        .max(maxNoteLength)
        .refine((value) => value.trim().length > 0, { message: 'empty' }),
      mentions: z.array(id).min(1).max(20).optional(),
    }),
    response: message,
  }),
  /** Takes a note back: its author may, and admins. */
  deleteNote: endpoint({
    method: 'DELETE',
    path: '/tickets/:ticketId/notes/:noteId',
    access: 'agent',
    params: z.object({ ticketId: id, noteId: id }),
    response: message,
  }),
  /** The people who see a ticket: who can be named in its notes. By name. */
  listWatchers: endpoint({
    method: 'GET',
    path: '/tickets/:ticketId/watchers',
    access: 'agent',
    params: ticketParams,
    response: z.object({ items: z.array(userSummary) }),
  }),
  /** Notes that name this person and that they haven't seen, in tickets that they see. Newest first, at most 100. */
  listMentions: endpoint({
    method: 'GET',
    path: '/mentions',
    access: 'agent',
    response: z.object({ items: z.array(mention) }),
  }),
  markMentionsSeen: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/mentions/seen',
    access: 'agent',
    params: ticketParams,
    response: z.void(),
  }),
};
