import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { errorCodes } from './errors.ts';
import { id } from './ids.ts';
import { tagIds } from './tags.ts';
import { ticket } from './tickets.ts';

export const mostTicketsAtOnce = 200;

const ticketIds = z.array(id).min(1).max(mostTicketsAtOnce);

/** What can be done with many tickets. `queue`: they wait there. `tag` leaves the other tags of each as they are. */
export const bulkChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('close'), ticketIds }),
  z.strictObject({ kind: z.literal('assign'), ticketIds, assigneeId: id }),
  z.strictObject({ kind: z.literal('queue'), ticketIds, queueId: id }),
  z.strictObject({ kind: z.literal('tag'), ticketIds, tagIds: tagIds.min(1) }),
  z.strictObject({ kind: z.literal('untag'), ticketIds, tagIds: tagIds.min(1) }),
]);
export type BulkChange = z.infer<typeof bulkChange>;

/** Each ticket is in one of the two: changed, or refused and why. */
export const bulkOutcome = z.object({
  /** To undo it with; null when nothing was changed. */
  bulkActionId: id.nullable(),
  tickets: z.array(ticket),
  refused: z.array(z.object({ ticketId: id, code: z.enum(errorCodes) })),
});
export type BulkOutcome = z.infer<typeof bulkOutcome>;

export const bulkActionEndpoints = {
  /**
   * Changes those tickets that can be changed so; 404 when the caller sees none of them. Agents assign to themselves,
   * supervisors and admins to anybody.
   */
  changeTickets: endpoint({
    method: 'POST',
    path: '/bulk-actions',
    access: 'agent',
    body: bulkChange,
    response: bulkOutcome,
  }),
  /** Makes each ticket what it was before, unless it has changed since. Once, by who did it, within minutes. */
  undoBulkAction: endpoint({
    method: 'POST',
    path: '/bulk-actions/:bulkActionId/undo',
    access: 'agent',
    params: z.object({ bulkActionId: id }),
    response: bulkOutcome,
  }),
};
