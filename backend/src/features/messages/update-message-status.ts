import type { OutboundStatus } from '@ticketz/contract/messages';
import { withCompany } from '../../core/tenancy.ts';
import type { ChannelStatus } from '../connections/channel.ts';
import { phoneVariants } from '../contacts/phone-variants.ts';
import { changeMessages } from './change-messages.ts';
import { reachedByAll } from './group-receipts.ts';

/** A later status never gives way to an earlier one: receipts arrive in any order, and more than once. */
const overtakes: Record<Exclude<OutboundStatus, 'queued'>, OutboundStatus[]> = {
  sent: ['queued', 'failed'],
  failed: ['queued', 'sent'],
  delivered: ['queued', 'sent', 'failed'],
  read: ['queued', 'sent', 'failed', 'delivered'],
};

export type StatusUpdate = Omit<ChannelStatus, 'status'> & { status: Exclude<OutboundStatus, 'queued'> };

/**
 * Moves the status of messages that we sent. News from a person count only for messages to this person; in a group, a
 * message has come as far as it has with all who were in it.
 */
export async function updateMessageStatus(told: StatusUpdate): Promise<void> {
  if (told.channelMessageIds.length === 0) return;
  await withCompany(told.companyId, async () => {
    const updates = told.member ? await reachedByAll(told) : [told];
    for (const update of updates) await moveStatus(update);
  });
}

async function moveStatus(update: StatusUpdate): Promise<void> {
  await changeMessages(update.companyId, {
    name: 'update-message-status',
    sql: `UPDATE messages SET
                   status = $3,
                   failure_reason = CASE WHEN $3 = 'failed' THEN $4 END,
                   delivered_at = CASE WHEN $3 IN ('delivered', 'read') THEN coalesce(delivered_at, $5) ELSE delivered_at END,
                   read_at = CASE WHEN $3 = 'read' THEN coalesce(read_at, $5) ELSE read_at END,
                   version = version + 1
             WHERE connection_id = $1 AND channel_message_id = ANY ($2) AND direction = 'outbound'
               AND status = ANY ($6)
               AND ($7 OR contact_id IN (SELECT contact_id FROM contact_identities
                     WHERE (kind = 'phone' AND value = ANY ($8)) OR (kind = 'lid' AND value = $9)
                        OR (kind = 'group' AND value = $10)))
            RETURNING *`,
    values: [
      update.connectionId,
      update.channelMessageIds,
      update.status,
      update.reason,
      update.at,
      overtakes[update.status],
      update.person === null,
      update.person?.phone ? phoneVariants(update.person.phone) : [],
      update.person?.lid ?? null,
      update.person?.group ?? null,
    ],
  });
}
