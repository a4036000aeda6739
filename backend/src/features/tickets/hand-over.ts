import type { BotReason } from '@ticketz/contract/bot-menus';
import { publish } from '../../core/events.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { onlyQueueOf } from './only-queue.ts';
import { sightOf } from './ticket.policy.ts';
import { presentTicket, type TicketRow } from './ticket.presenter.ts';

/** The bot lets go of a ticket, locked by the caller: it waits in this queue, or else where new ones of its connection do. */
export async function handOver(
  companyId: string,
  row: TicketRow,
  queueId: string | null,
  because: BotReason,
): Promise<TicketRow> {
  const updated = await queryOne<{ version: number; queue_id: string | null }>(
    `UPDATE tickets SET bot = NULL, bot_due_at = NULL, version = version + 1,
            queue_id = coalesce((SELECT id FROM queues WHERE id = $2), queue_id, ${onlyQueueOf('connection_id')})
      WHERE id = $1 RETURNING version, queue_id`,
    [row.id, queueId],
  );
  const after = { ...row, ...updated, in_bot: false };
  publish('ticket.handedOver', { companyId, ticket: presentTicket(after), before: sightOf(row), because });
  return after;
}
