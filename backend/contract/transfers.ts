import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id } from './ids.ts';
import { maxNoteLength } from './notes.ts';
import { ticket } from './tickets.ts';

/**
 * Where a ticket goes; what is named changes. To a colleague it goes as theirs, to a queue alone it waits there, to another
 * connection its answers go out from then on. `note`: what colleagues are to know.
 */
const transfer = z
  .strictObject({
    queueId: id.optional(),
    assigneeId: id.optional(),
    connectionId: id.optional(),
    note: z.string().trim().max(maxNoteLength).default(''),
  })
  .refine(({ queueId, assigneeId, connectionId }) => queueId ?? assigneeId ?? connectionId, {
    message: 'nowhere',
  });
export type Transfer = z.infer<typeof transfer>;

/** `ticket`: null when the caller doesn't see it any more. */
const transferOutcome = z.object({ transferId: id, ticket: ticket.nullable() });
export type TransferOutcome = z.infer<typeof transferOutcome>;

export const transferEndpoints = {
  /** Whoever sees the ticket may: to any active colleague, any queue, any connection of the company. `already_there` */
  transferTicket: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/transfer',
    access: 'agent',
    params: z.object({ ticketId: id }),
    body: transfer,
    response: transferOutcome,
  }),
  /** Takes it back, with its note, within a minute, unless somebody has gone on with the ticket. */
  undoTransfer: endpoint({
    method: 'POST',
    path: '/transfers/:transferId/undo',
    access: 'agent',
    params: z.object({ transferId: id }),
    response: ticket,
  }),
};
