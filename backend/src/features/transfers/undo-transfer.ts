import type { Ticket } from '@ticketz/contract/tickets';
import { now } from '../../core/clock.ts';
import { AppError, notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { deleteForEveryone } from '../messages/change-message.ts';
import { undoBulkAction } from '../tickets/bulk/undo-bulk-action.ts';

const within = "interval '1 minute'";

/** Takes a transfer back, with its note; the giver needn't see the ticket any more. Not when somebody has gone on with it. */
export async function undoTransfer(actor: Actor, transferId: string): Promise<Ticket> {
  const transfer = await queryOne<{ note_id: string }>(
    `SELECT note_id FROM bulk_actions
      WHERE id = $1 AND user_id = $2 AND note_id IS NOT NULL AND done_at > now() - ${within}`,
    [transferId, actor.userId],
  );
  if (!transfer) throw notFound();
  const { tickets, refused } = await undoBulkAction(actor, transferId, { seen: false });
  const [ticket] = tickets;
  if (!ticket) throw new AppError(refused[0]?.code ?? 'not_found');
  const { companyId, userId } = actor;
  await deleteForEveryone({
    companyId,
    messageId: transfer.note_id,
    side: 'business',
    changeId: '',
    at: now(),
    userId,
  });
  return ticket;
}
