import { query } from '../../../core/unit-of-work.ts';
import { settleVotes } from '../change-message.ts';
import { childrenOf, moveChildren } from './rows.ts';

/** A message that both contacts have: one of the two goes. */
export interface Doubled {
  stays: string;
  goes: string;
}

/**
 * Messages that both had, as when WhatsApp delivered one once under each identity. What couldn't be decrypted gives way
 * to what could; else the one of `keepId` stays.
 */
export function findDoubledMessages(keepId: string, goneId: string): Promise<Doubled[]> {
  return query<Doubled>(
    `SELECT CASE WHEN swap THEN g.id ELSE k.id END AS stays, CASE WHEN swap THEN k.id ELSE g.id END AS goes
       FROM messages k JOIN messages g USING (connection_id, direction, channel_message_id),
            LATERAL (SELECT k.kind = 'undecryptable' AND g.kind <> 'undecryptable' AS swap)
      WHERE k.contact_id = $1 AND g.contact_id = $2`,
    [keepId, goneId],
  );
}

/** Where rows of both may meet, and the later one holds. */
const joinedByName = ['message_reactions', 'message_votes', 'message_edits', 'message_actions'];

const isNewer = (table: string, time: string) =>
  `(${table}.${time}, ${table}.change_id) < (excluded.${time}, excluded.change_id)`;

/** Drops one of each two. What was done to it goes to the other one; of two reactions the later one holds. */
export async function dropDoubledMessages(companyId: string, doubled: Doubled[]): Promise<void> {
  if (doubled.length === 0) return;
  const pairs = [doubled.map(({ stays }) => stays), doubled.map(({ goes }) => goes)];
  const given = 'unnest($1::uuid[], $2::uuid[]) AS pair (stays, goes)';
  await query(
    `INSERT INTO message_reactions (message_id, side, member, user_id, emoji, reacted_at, change_id)
     SELECT pair.stays, r.side, r.member, r.user_id, r.emoji, r.reacted_at, r.change_id
       FROM ${given} JOIN message_reactions r ON r.message_id = pair.goes
     ON CONFLICT (company_id, message_id, side, member) DO UPDATE SET user_id = excluded.user_id, emoji = excluded.emoji,
            reacted_at = excluded.reacted_at, change_id = excluded.change_id
      WHERE ${isNewer('message_reactions', 'reacted_at')}`,
    pairs,
  );
  await query(
    `INSERT INTO message_votes (message_id, side, member, options, voted_at, change_id)
     SELECT pair.stays, v.side, v.member, v.options, v.voted_at, v.change_id
       FROM ${given} JOIN message_votes v ON v.message_id = pair.goes
     ON CONFLICT (company_id, message_id, side, member) DO UPDATE SET options = excluded.options,
            voted_at = excluded.voted_at, change_id = excluded.change_id
      WHERE ${isNewer('message_votes', 'voted_at')}`,
    pairs,
  );
  await query(
    `INSERT INTO message_edits (message_id, change_id, text, details, written_at, user_id)
     SELECT pair.stays, e.change_id, e.text, e.details, e.written_at, e.user_id
       FROM ${given} JOIN message_edits e ON e.message_id = pair.goes ON CONFLICT DO NOTHING`,
    pairs,
  );
  await query(
    `UPDATE message_actions a SET message_id = pair.stays FROM ${given} WHERE a.message_id = pair.goes`,
    pairs,
  );
  await query(
    `UPDATE messages m SET quoted_id = pair.stays FROM ${given} WHERE m.quoted_id = pair.goes`,
    pairs,
  );
  const others = (await childrenOf('messages')).filter(({ table }) => !joinedByName.includes(table));
  for (const { stays, goes } of doubled) await moveChildren(others, stays, goes);
  await settleContents(pairs, given);
  await leaveTickets(pairs, given);
  await query(
    `UPDATE files SET keep_until = now() WHERE id IN (
       SELECT g.file_id FROM ${given} JOIN messages g ON g.id = pair.goes JOIN messages k ON k.id = pair.stays
        WHERE g.file_id IS NOT NULL AND g.file_id IS DISTINCT FROM k.file_id)`,
    pairs,
  );
  await query('DELETE FROM messages WHERE id = ANY ($1)', [pairs[1]]);
  const polls = await query<{ id: string }>(`SELECT id FROM messages WHERE id = ANY ($1) AND kind = 'poll'`, [
    pairs[0],
  ]);
  for (const { id } of polls) await settleVotes({ companyId, messageId: id });
}

/** The newest text, the earliest deletion, the furthest status. */
async function settleContents(pairs: string[][], given: string): Promise<void> {
  await query(
    `UPDATE messages k SET
            deleted_at = least(k.deleted_at, g.deleted_at),
            edited_at = greatest(k.edited_at, g.edited_at),
            text = CASE WHEN k.deleted_at IS NOT NULL OR g.deleted_at IS NOT NULL THEN ''
                        ELSE coalesce(e.text, k.text) END,
            details = CASE WHEN g.deleted_at IS NULL THEN k.details END,
            status = CASE WHEN array_position(o.steps, g.status) > array_position(o.steps, k.status)
                     THEN g.status ELSE k.status END,
            delivered_at = coalesce(k.delivered_at, g.delivered_at),
            read_at = coalesce(k.read_at, g.read_at),
            version = k.version + 1
       FROM ${given} JOIN messages g ON g.id = pair.goes
       LEFT JOIN LATERAL (SELECT text FROM message_edits WHERE message_id = pair.stays AND change_id <> ''
         ORDER BY written_at DESC, change_id DESC LIMIT 1) e ON true,
       (SELECT ARRAY['failed', 'queued', 'sent', 'delivered', 'read']) AS o (steps)
      WHERE k.id = pair.stays`,
    pairs,
  );
}

/** A ticket whose newest message goes shows the one before it. */
async function leaveTickets(pairs: string[][], given: string): Promise<void> {
  await query(
    `UPDATE tickets t SET last_message_id = (SELECT m.id FROM messages m
              WHERE m.ticket_id = t.id AND m.id <> ALL ($2) AND m.direction <> 'internal'
              ORDER BY m.sent_at DESC, m.id DESC LIMIT 1)
       FROM ${given} WHERE t.last_message_id = pair.goes`,
    pairs,
  );
}
