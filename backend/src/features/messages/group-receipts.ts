import { query } from '../../core/unit-of-work.ts';
import type { ChannelStatus } from '../connections/channel.ts';
import { findOrAddMembers } from '../tickets/groups/group-members.ts';

interface ReachedRow {
  channel_message_id: string;
  read: boolean;
}

/**
 * Takes down how far messages have come with one member of a group, and says which of them have come so far with all who
 * were known to be in it when they were sent.
 */
export async function reachedByAll<Update extends ChannelStatusLike>(told: Update): Promise<Update[]> {
  const { member, person, status } = told;
  if (!member || !person?.group || (status !== 'delivered' && status !== 'read')) return [];
  const messages = await query<{ id: string; contact_id: string }>(
    `SELECT id, contact_id FROM messages
      WHERE connection_id = $1 AND channel_message_id = ANY ($2) AND direction = 'outbound'
        AND contact_id = (SELECT contact_id FROM contact_identities WHERE kind = 'group' AND value = $3)`,
    [told.connectionId, told.channelMessageIds, person.group],
    'sent-to-group',
  );
  const [first] = messages;
  if (!first) return [];
  const [teller] = await findOrAddMembers(first.contact_id, [{ ...member, pushName: null }]);
  const ids = messages.map(({ id }) => id);
  await query(
    `INSERT INTO group_receipts (message_id, member_id, delivered_at, read_at)
     SELECT id, $2, $3, CASE WHEN $4 THEN $3::timestamptz END FROM unnest($1::uuid[]) AS id
     ON CONFLICT (company_id, message_id, member_id) DO UPDATE
        SET read_at = coalesce(group_receipts.read_at, excluded.read_at)`,
    [ids, teller?.id, told.at, status === 'read'],
    'group-receipt',
  );
  const reached = await query<ReachedRow>(
    `SELECT m.channel_message_id, bool_and(r.read_at IS NOT NULL) AS read
       FROM messages m
       JOIN group_members w ON w.group_id = m.contact_id AND w.left_at IS NULL AND w.id < m.id
       LEFT JOIN group_receipts r ON r.message_id = m.id AND r.member_id = w.id
      WHERE m.id = ANY ($1) GROUP BY m.id, m.channel_message_id HAVING bool_and(r.delivered_at IS NOT NULL)`,
    [ids],
    'reached-by-all',
  );
  const idsOf = (read: boolean) =>
    reached.filter((row) => row.read === read).map((row) => row.channel_message_id);
  return [
    { ...told, status: 'delivered' as const, channelMessageIds: idsOf(false) },
    { ...told, status: 'read' as const, channelMessageIds: idsOf(true) },
  ].filter(({ channelMessageIds }) => channelMessageIds.length > 0);
}

type ChannelStatusLike = Omit<ChannelStatus, 'status'> & { status: string };
