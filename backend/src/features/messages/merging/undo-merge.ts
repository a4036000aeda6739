import { AppError, notFound } from '../../../core/errors.ts';
import { publish } from '../../../core/events.ts';
import type { Actor } from '../../../core/http/route.ts';
import { query, queryOne } from '../../../core/unit-of-work.ts';
import { contactAudience } from '../../contacts/contact.policy.ts';
import { tellContact } from '../../contacts/update-contact.ts';
import { ticketRules } from '../../tickets/ticket-rules.ts';
import { lockContacts } from '../merge-contacts.ts';
import { readMerge } from './list-merges.ts';
import { partNewMessages } from './part-new-messages.ts';
import { childrenOf, type Row, restoreChildren, restoreRows } from './rows.ts';
import type { DoubledBefore, JoinedBefore, MergeSnapshot } from './snapshot.ts';

interface MergeRow {
  kept_id: string;
  gone_id: string;
  gone: MergeSnapshot;
  merged_at: Date;
}

/**
 * Undoes a merge by hand: the contact that went is there again with all that was its own, and the one that stayed is as
 * it was, but for what somebody has changed since. What came since goes to whom it came from. Only the newest merge of a
 * contact can be undone, and not when the channel itself has found both to be one.
 */
export async function undoMerge(
  actor: Actor,
  mergeId: string,
): Promise<{ contactId: string; restoredId: string }> {
  const merge = await queryOne<MergeRow>(
    'SELECT kept_id, gone_id, gone, merged_at FROM contact_merges WHERE id = $1 FOR UPDATE',
    [mergeId],
  );
  if (!merge) throw notFound();
  const { kept_id: keepId, gone_id: goneId, gone: snapshot } = merge;
  await lockContacts(keepId, goneId);
  await query('SELECT FROM tickets WHERE contact_id = $1 ORDER BY id FOR UPDATE', [keepId]);
  if (!(await isUndoable(mergeId))) throw new AppError('merge_settled');
  await restoreContact(keepId, goneId, snapshot);
  await restoreTickets(goneId, snapshot, merge.merged_at);
  await partNewMessages({ keepId, goneId, since: merge.merged_at });
  for (const doubled of snapshot.doubled) await restoreDoubled(doubled, snapshot);
  await settleTickets([keepId, goneId], snapshot, merge.merged_at);
  await query('UPDATE contact_merges SET undone_at = now(), undone_by = $2 WHERE id = $1', [
    mergeId,
    actor.userId,
  ]);
  await tell(actor, keepId, goneId);
  return { contactId: keepId, restoredId: goneId };
}

async function isUndoable(mergeId: string): Promise<boolean> {
  try {
    return (await readMerge(mergeId)).undoable;
  } catch (error) {
    // Undone already.
    if (error instanceof AppError && error.code === 'not_found') return false;
    throw error;
  }
}

async function restoreContact(keepId: string, goneId: string, snapshot: MergeSnapshot): Promise<void> {
  await restoreRows('contacts', [snapshot.gone]);
  const people = [...new Set(snapshot.identities.map(({ person }) => person))];
  await query(
    `UPDATE contact_identities SET contact_id = $2, person_id = nullif(coalesce(person_id, contact_id), $2)
      WHERE contact_id = $1 AND coalesce(person_id, contact_id) = ANY ($3)`,
    [keepId, goneId, people],
  );
  const { keptChildren: kept, goneChildren: gone } = snapshot;
  await restoreChildren(await childrenOf('contacts'), { keepId, goneId }, { kept, gone });
  await query('UPDATE contact_merges SET kept_id = $2 WHERE kept_id = $1 AND id = ANY ($3)', [
    keepId,
    goneId,
    snapshot.mergeIds,
  ]);
  await revert('contacts', contactColumns, keepId, snapshot.kept, snapshot.after?.kept);
}

const contactColumns = [
  'given_name',
  'push_name',
  'email',
  'language',
  'notes',
  'bot_off',
  'blocked_at',
  'fields',
];

/** Gives columns the value of before that still have the one of right after the merge. */
async function revert(
  table: 'contacts' | 'tickets' | 'messages',
  columns: string[],
  id: string,
  before: Row,
  after: Row | undefined,
  { together = false } = {},
): Promise<void> {
  const unchanged = (some: string[]) =>
    some.map((column) => `r.${column} IS NOT DISTINCT FROM a.${column}`).join(' AND ');
  const changes = columns.map(
    (column) =>
      `${column} = CASE WHEN ${unchanged(together ? columns : [column])} THEN b.${column} ELSE r.${column} END`,
  );
  await query(
    `UPDATE ${table} r SET ${changes.join(', ')}
       FROM jsonb_populate_record(NULL::${table}, $2) b, jsonb_populate_record(NULL::${table}, $3) a WHERE r.id = $1`,
    [id, JSON.stringify(before), JSON.stringify(after ?? before)],
  );
}

async function restoreTickets(goneId: string, snapshot: MergeSnapshot, mergedAt: Date): Promise<void> {
  const joinedIds = snapshot.joined.map(({ gone }) => gone.id);
  const moved = snapshot.ticketIds.filter((id) => !joinedIds.includes(id));
  await query('UPDATE tickets SET contact_id = $1, version = version + 1 WHERE id = ANY ($2)', [
    goneId,
    moved,
  ]);
  await query('UPDATE messages SET contact_id = $1 WHERE ticket_id = ANY ($2) AND created_at <= $3', [
    goneId,
    moved,
    mergedAt,
  ]);
  const ofTickets = await childrenOf('tickets');
  for (const joined of snapshot.joined) {
    await restoreTicket(goneId, joined);
    const ids = { keepId: String(joined.kept.id), goneId: String(joined.gone.id) };
    await restoreChildren(ofTickets, ids, { kept: joined.keptChildren, gone: joined.goneChildren });
  }
}

async function restoreTicket(goneId: string, { gone, messageIds }: JoinedBefore): Promise<void> {
  // One that was closed then may have been opened again since: there is only one at a time.
  const other = await queryOne(
    `SELECT 1 FROM tickets WHERE contact_id = $1 AND connection_id = $2 AND status <> 'closed'`,
    [goneId, gone.connection_id],
  );
  const closed = { status: 'closed', closed_at: new Date().toISOString() };
  await restoreRows('tickets', [{ ...gone, contact_id: goneId, ...(other ? closed : {}) }]);
  await query('UPDATE messages SET ticket_id = $1, contact_id = $2 WHERE id = ANY ($3)', [
    gone.id,
    goneId,
    messageIds,
  ]);
}

const messageColumns = ['text', 'details', 'deleted_at', 'edited_at', 'status', 'delivered_at', 'read_at'];

async function restoreDoubled(doubled: DoubledBefore, { after, doubled: all }: MergeSnapshot): Promise<void> {
  const { stays, goes, quotingIds } = doubled;
  const ids = { keepId: String(stays.id), goneId: String(goes.id) };
  await revert('messages', messageColumns, ids.keepId, stays, after?.messages[all.indexOf(doubled)]);
  await restoreRows('messages', [goes]);
  // Its file was to go with it.
  await query('UPDATE files SET keep_until = NULL WHERE id = $1', [goes.file_id ?? null]);
  const before = { kept: doubled.staysChildren, gone: doubled.goesChildren };
  await restoreChildren(await childrenOf('messages'), ids, before);
  await query('UPDATE messages SET quoted_id = $1 WHERE id = ANY ($2)', [ids.goneId, quotingIds]);
}

/** One says something only with the others. */
const workColumns = ['status', 'assignee_id', 'accepted_at'];
const ticketColumns = ['unread_count', 'last_message_id', 'last_message_at', 'reply_address'];

/** Tickets that were joined are as they were where nothing has come since; the others show what they hold now. */
async function settleTickets(
  contactIds: string[],
  { joined, after }: MergeSnapshot,
  mergedAt: Date,
): Promise<void> {
  for (const [index, { kept }] of joined.entries()) {
    const then = after?.tickets[index];
    await revert('tickets', ticketColumns, String(kept.id), kept, then);
    await revert('tickets', workColumns, String(kept.id), kept, then, { together: true });
  }
  await query(
    `UPDATE tickets t SET version = t.version + 1,
            last_message_id = coalesce(n.id, t.last_message_id),
            last_message_at = coalesce(n.sent_at, t.last_message_at),
            reply_address = coalesce(h.address, t.reply_address)
       FROM tickets o
       LEFT JOIN LATERAL (SELECT m.id, m.sent_at FROM messages m WHERE m.ticket_id = o.id AND m.direction <> 'internal'
         ORDER BY m.sent_at DESC, m.id DESC LIMIT 1) n ON true
       LEFT JOIN LATERAL (SELECT m.address FROM messages m WHERE m.ticket_id = o.id AND m.direction = 'inbound'
           AND m.address IS NOT NULL AND m.created_at > $2 ORDER BY m.sent_at DESC, m.id DESC LIMIT 1) h ON true
      WHERE o.contact_id = ANY ($1) AND t.id = o.id
        AND EXISTS (SELECT FROM tickets x JOIN messages m ON m.ticket_id = x.id
                     WHERE x.contact_id = ANY ($1) AND m.created_at > $2)`,
    [contactIds, mergedAt],
  );
  // Opened meanwhile, by messages that have all gone to the other one.
  await query(
    `DELETE FROM tickets t WHERE contact_id = ANY ($1) AND created_at > $2 AND last_message_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM messages m WHERE m.ticket_id = t.id)`,
    [contactIds, mergedAt],
  );
}

async function tell(actor: Actor, keepId: string, goneId: string): Promise<void> {
  const { companyId } = actor;
  await tellContact(actor, keepId, ticketRules);
  await tellContact(actor, goneId, ticketRules);
  const rooms = new Set<string>();
  for (const contactId of [keepId, goneId]) {
    for (const room of await contactAudience(companyId, contactId, ticketRules)) rooms.add(room);
  }
  publish('contacts.rearranged', { companyId, contactIds: [keepId, goneId], rooms: [...rooms] });
}
