import { eventAnswers, type MessageDetails } from '@ticketz/contract/message-details';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { contactName, type NamedRow } from '../contacts/contact.presenter.ts';
import { type MemberRow, memberAsJson, memberName } from '../tickets/groups/group-members.ts';
import { changeMessages } from './change-messages.ts';

const mostAnswers = 500;
const longestName = 300;

/** A change of a message: by whom, and when it was made. The later one holds, in whatever order they come. */
export interface Made {
  companyId: string;
  messageId: string;
  side: 'customer' | 'business';
  /** The channel's id of the change: told twice, it is made once. */
  changeId: string;
  at: Date;
  /** The member of a group who made it. */
  memberId?: string | null;
  /** The colleague who made it. */
  userId: string | null;
}

const isNewer = (table: string, time: string) =>
  `(${table}.${time}, ${table}.change_id) < (excluded.${time}, excluded.change_id)`;

export async function reactTo(made: Made, emoji: string | null): Promise<void> {
  const changed = await query(
    `INSERT INTO message_reactions (message_id, side, user_id, emoji, reacted_at, change_id, member)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (company_id, message_id, side, member) DO UPDATE
        SET user_id = excluded.user_id, emoji = excluded.emoji, reacted_at = excluded.reacted_at,
            change_id = excluded.change_id
      WHERE ${isNewer('message_reactions', 'reacted_at')} RETURNING 1`,
    [made.messageId, made.side, made.userId, emoji, made.at, made.changeId, made.memberId ?? ''],
    'react',
  );
  if (changed.length > 0) await touch(made);
}

/** Every text is kept; the newest one is the message's. */
export async function editText(made: Made, text: string): Promise<void> {
  await keepFirstText(made.messageId);
  const changed = await query(
    `INSERT INTO message_edits (message_id, change_id, text, written_at, user_id) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [made.messageId, made.changeId, text, made.at, made.userId],
    'edit',
  );
  if (changed.length > 0) await settleText(made);
}

/** Nothing of it stays in the message: what it said is kept apart, for admins. */
export async function deleteForEveryone(made: Made): Promise<void> {
  await keepFirstText(made.messageId);
  await changeMessages(made.companyId, {
    name: 'delete-message',
    sql: `UPDATE messages SET deleted_at = $2, text = '', details = NULL, version = version + 1
           WHERE id = $1 AND (deleted_at IS NULL OR deleted_at > $2) RETURNING *`,
    values: [made.messageId, made.at],
  });
  // Not at once: WhatsApp may refuse, and then it's taken back.
  await query(
    `UPDATE files SET keep_until = now() + interval '1 day'
      WHERE id = (SELECT file_id FROM messages WHERE id = $1 AND deleted_at IS NOT NULL)`,
    [made.messageId],
    'file-of-deleted',
  );
}

/** One vote for each side; an empty one takes it back. */
export async function voteFor(made: Made, options: string[]): Promise<void> {
  const changed = await query(
    `INSERT INTO message_votes (message_id, side, options, voted_at, change_id, member) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (company_id, message_id, side, member) DO UPDATE
        SET options = excluded.options, voted_at = excluded.voted_at, change_id = excluded.change_id
      WHERE ${isNewer('message_votes', 'voted_at')} RETURNING 1`,
    [made.messageId, made.side, options, made.at, made.changeId, made.memberId ?? ''],
    'vote',
  );
  if (changed.length > 0) await settleVotes(made);
}

/** Makes the newest text the message's, as long as it isn't deleted. */
export async function settleText({
  companyId,
  messageId,
}: Pick<Made, 'companyId' | 'messageId'>): Promise<void> {
  await changeMessages(companyId, {
    name: 'settle-text',
    sql: `UPDATE messages m SET text = CASE WHEN m.deleted_at IS NULL THEN e.text ELSE '' END,
                 edited_at = CASE WHEN e.change_id <> '' THEN e.written_at END, version = m.version + 1
            FROM (SELECT text, written_at, change_id FROM message_edits WHERE message_id = $1
                   ORDER BY change_id <> '' DESC, written_at DESC, change_id DESC LIMIT 1) e
           WHERE m.id = $1 RETURNING m.*`,
    values: [messageId],
  });
}

async function keepFirstText(messageId: string): Promise<void> {
  await query(
    `INSERT INTO message_edits (message_id, change_id, text, details, written_at)
     SELECT id, '', text, details, sent_at FROM messages WHERE id = $1 AND deleted_at IS NULL
     ON CONFLICT DO NOTHING`,
    [messageId],
    'keep-first-text',
  );
}

/** Counts a poll's votes anew, or the answers to an event, where the message is one. */
export async function settleVotes({
  companyId,
  messageId,
}: Pick<Made, 'companyId' | 'messageId'>): Promise<void> {
  const row = await queryOne<{ details: MessageDetails | null }>(
    'SELECT details FROM messages WHERE id = $1',
    [messageId],
  );
  const votes = await query<{ side: Made['side']; options: string[] }>(
    'SELECT side, options FROM message_votes WHERE message_id = $1',
    [messageId],
  );
  if (row?.details?.event) return settleAnswers({ companyId, messageId }, row.details);
  if (!row?.details?.poll) return;
  const { poll } = row.details;
  const options = poll.options.map(({ name }) => {
    const voters = votes.filter((vote) => vote.options.includes(name));
    return { name, votes: voters.length, byCustomer: voters.some(({ side }) => side === 'customer') };
  });
  await changeMessages(companyId, {
    name: 'count-votes',
    sql: 'UPDATE messages SET details = $2, version = version + 1 WHERE id = $1 RETURNING *',
    values: [messageId, JSON.stringify({ ...row.details, poll: { ...poll, options } })],
  });
}

/** Who has answered what, in the order of their answers. */
async function settleAnswers(
  { companyId, messageId }: Pick<Made, 'companyId' | 'messageId'>,
  { event, ...others }: MessageDetails,
): Promise<void> {
  const rows = await query<{ side: Made['side']; options: string[]; member: MemberRow | null } & NamedRow>(
    `SELECT v.side, v.options, ${memberAsJson} AS member, c.given_name, c.push_name,
            (SELECT i.value FROM contact_identities i WHERE i.contact_id = c.id AND i.kind = 'phone' LIMIT 1) AS phone
       FROM message_votes v JOIN messages m ON m.id = v.message_id JOIN contacts c ON c.id = m.contact_id
       LEFT JOIN group_members w ON w.id = nullif(v.member, '')::uuid
      WHERE v.message_id = $1 ORDER BY v.voted_at, v.change_id LIMIT ${mostAnswers}`,
    [messageId],
  );
  const answers = rows.flatMap(({ side, options, member, ...customer }) => {
    const answer = eventAnswers.find((one) => options.includes(one));
    const name = member ? memberName(member) : side === 'customer' ? contactName(customer) : null;
    return answer ? [{ answer, name: name && name.slice(0, longestName) }] : [];
  });
  await changeMessages(companyId, {
    name: 'settle-answers',
    sql: 'UPDATE messages SET details = $2, version = version + 1 WHERE id = $1 RETURNING *',
    values: [messageId, JSON.stringify({ ...others, event: { ...event, answers } })],
  });
}

/** What belongs to the message has changed. */
export async function touch({ companyId, messageId }: Pick<Made, 'companyId' | 'messageId'>): Promise<void> {
  await changeMessages(companyId, {
    name: 'touch-message',
    sql: 'UPDATE messages SET version = version + 1 WHERE id = $1 RETURNING *',
    values: [messageId],
  });
}
