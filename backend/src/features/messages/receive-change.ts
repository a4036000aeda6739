import type { MessageKind } from '@ticketz/contract/messages';
import { messagesRefused } from '../../core/metrics.ts';
import { query } from '../../core/unit-of-work.ts';
import type { Change, ChannelChange, ChannelMessage, ChannelReader } from '../connections/channel.ts';
import { phoneVariants } from '../contacts/phone-variants.ts';
import { deleteForEveryone, editText, type Made, reactTo, voteFor } from './change-message.ts';

/**
 * Takes what somebody did to an earlier message of their chat. It counts only for a message of that very chat, an edit or a
 * deletion only from its author; what else comes is forged, dropped and counted. One that comes before its message waits
 * for it. The same again, and any order, come to the same.
 */
export async function receiveChange(change: ChannelChange, reader: ChannelReader): Promise<void> {
  const target = isOthers(change) ? 'forged' : await findTarget(change);
  if (target === 'forged') return refuse('forged');
  // What couldn't be read comes again, and may be a poll or have a text of its own.
  const isToCome = target?.kind === 'undecryptable' && change.change.kind !== 'delete';
  if (target === null || isToCome) return wait(change);
  await apply(change, target, reader);
}

/** The changes that came before their message. */
export async function receiveWaitingChanges(
  { companyId, connectionId, channelMessageId, direction }: ChannelMessage,
  reader: ChannelReader,
): Promise<void> {
  const rows = await query<WaitingRow>(
    `DELETE FROM waiting_changes WHERE connection_id = $1 AND target_id = $2 AND target_direction = $3
     RETURNING id, change_id, direction, phone, lid, changed_at, change`,
    [connectionId, channelMessageId, direction],
    'waiting-changes',
  );
  rows.sort((one, other) => (one.id < other.id ? -1 : 1));
  for (const row of rows) {
    await receiveChange(
      {
        companyId,
        connectionId,
        channelMessageId: row.change_id,
        direction: row.direction,
        person: { phone: row.phone, lid: row.lid, pushName: null },
        target: { channelMessageId, direction },
        at: row.changed_at,
        change: unpack(row.change),
      },
      reader,
    );
  }
}

interface Target {
  id: string;
  kind: MessageKind;
  secret: Buffer | null;
  options: string[] | null;
}

interface WaitingRow {
  id: string;
  change_id: string;
  direction: ChannelChange['direction'];
  phone: string | null;
  lid: string | null;
  changed_at: Date;
  change: PackedChange;
}

type PackedChange = Exclude<Change, { kind: 'vote' }> | { kind: 'vote'; vote: string };

function isOthers({ change, direction, target }: ChannelChange): boolean {
  return (change.kind === 'edit' || change.kind === 'delete') && direction !== target.direction;
}

/** Null when the message isn't here. One with this id in another chat is none of this person's business. */
async function findTarget({
  connectionId,
  target,
  person,
}: ChannelChange): Promise<Target | 'forged' | null> {
  const rows = await query<Target & { theirs: boolean }>(
    `SELECT id, kind, secret, contact_id IN (SELECT contact_id FROM contact_identities
              WHERE (kind = 'phone' AND value = ANY ($4)) OR (kind = 'lid' AND value = $5)) AS theirs,
            ARRAY(SELECT jsonb_path_query(details, '$.poll.options[*].name') #>> '{}') AS options
       FROM messages WHERE connection_id = $1 AND channel_message_id = $2 AND direction = $3 FOR UPDATE`,
    [
      connectionId,
      target.channelMessageId,
      target.direction,
      person.phone ? phoneVariants(person.phone) : [],
      person.lid,
    ],
    'changed-message',
  );
  if (rows.length === 0) return null;
  return rows.find(({ theirs }) => theirs) ?? 'forged';
}

async function apply(change: ChannelChange, target: Target, reader: ChannelReader): Promise<void> {
  const made: Made = {
    companyId: change.companyId,
    messageId: target.id,
    side: change.direction === 'inbound' ? 'customer' : 'business',
    changeId: change.channelMessageId,
    at: change.at,
    userId: null,
  };
  const { change: what } = change;
  if (what.kind === 'reaction') return reactTo(made, what.emoji);
  if (what.kind === 'edit') return editText(made, what.text);
  if (what.kind === 'delete') return deleteForEveryone(made);
  // Of a poll that is deleted, or whose creation couldn't be read, nobody can tell what was chosen.
  if (!target.secret || !target.options?.length) return;
  const chosen = reader.readVote(change, target.secret, target.options);
  if (!chosen) return refuse('unreadable_vote');
  await voteFor(made, chosen);
}

async function wait({ companyId: _company, ...change }: ChannelChange): Promise<void> {
  await query(
    `INSERT INTO waiting_changes (connection_id, change_id, direction, target_id, target_direction, phone, lid,
                                  changed_at, change)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [
      change.connectionId,
      change.channelMessageId,
      change.direction,
      change.target.channelMessageId,
      change.target.direction,
      change.person.phone,
      change.person.lid,
      change.at,
      JSON.stringify(pack(change.change)),
    ],
    'wait-for-message',
  );
}

function refuse(reason: 'forged' | 'unreadable_vote'): void {
  messagesRefused.inc({ reason });
}

function pack(change: Change): PackedChange {
  return change.kind === 'vote' ? { kind: 'vote', vote: change.vote.toString('base64') } : change;
}

function unpack(change: PackedChange): Change {
  return change.kind === 'vote' ? { kind: 'vote', vote: Buffer.from(change.vote, 'base64') } : change;
}
