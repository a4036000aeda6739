import type { MessageKind } from '@ticketz/contract/messages';
import { messagesRefused } from '../../core/metrics.ts';
import { query } from '../../core/unit-of-work.ts';
import type {
  Change,
  ChannelAuthor,
  ChannelChange,
  ChannelMessage,
  ChannelPerson,
  ChannelReader,
} from '../connections/channel.ts';
import { phoneVariants } from '../contacts/phone-variants.ts';
import { deleteForEveryone, editText, type Made, reactTo, voteFor } from './change-message.ts';
import { membersOf } from './group-members-of.ts';

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
     RETURNING id, change_id, direction, phone, lid, group_id, author, by_admin, changed_at, change`,
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
        person: { phone: row.phone, lid: row.lid, pushName: null, group: row.group_id },
        author: row.author,
        byAdmin: row.by_admin,
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
  contact_id: string;
  /** In a group: who wrote it. */
  author: ChannelAuthor | null;
}

interface WaitingRow {
  id: string;
  change_id: string;
  direction: ChannelChange['direction'];
  phone: string | null;
  lid: string | null;
  group_id: string | null;
  author: ChannelPerson | null;
  by_admin: boolean;
  changed_at: Date;
  change: PackedChange;
}

type Sealed = Extract<Change, { kind: 'vote' | 'sealed' }>;
type PackedChange =
  | Exclude<Change, Sealed>
  | { kind: 'vote'; vote: string }
  | { kind: 'sealed'; as: 'edit' | 'event_answer'; sealed: string };

function isOthers({ change, direction, target, byAdmin }: ChannelChange): boolean {
  if (byAdmin) return false;
  return isOwners(change) && direction !== target.direction;
}

/** Only the author may do it. */
function isOwners(change: Change): boolean {
  if (change.kind === 'sealed') return change.as === 'edit';
  return change.kind === 'edit' || change.kind === 'delete';
}

/** Null when the message isn't here. One with this id in another chat is none of this person's business. */
async function findTarget(change: ChannelChange): Promise<Target | 'forged' | null> {
  const { connectionId, target, person } = change;
  const rows = await query<Target & { theirs: boolean }>(
    `SELECT id, kind, secret, contact_id, contact_id IN (SELECT contact_id FROM contact_identities
              WHERE (kind = 'phone' AND value = ANY ($4)) OR (kind = 'lid' AND value = $5)
                 OR (kind = 'group' AND value = $6)) AS theirs,
            (SELECT jsonb_build_object('phone', w.phone, 'lid', w.lid) FROM group_members w WHERE w.id = member_id) AS author,
            ARRAY(SELECT jsonb_path_query(details, '$.poll.options[*].name') #>> '{}') AS options
       FROM messages WHERE connection_id = $1 AND channel_message_id = $2 AND direction = $3 FOR UPDATE`,
    [
      connectionId,
      target.channelMessageId,
      target.direction,
      person.phone ? phoneVariants(person.phone) : [],
      person.lid,
      person.group ?? null,
    ],
    'changed-message',
  );
  if (rows.length === 0) return null;
  const found = rows.find(({ theirs }) => theirs);
  return found && (await mayChange(change, found)) ? found : 'forged';
}

/** In a group there are many who write: an edit or a deletion is the author's own, or an admin's deletion. */
async function mayChange(
  { change, author, byAdmin, direction }: ChannelChange,
  target: Target,
): Promise<boolean> {
  if (!isOwners(change) || !author || direction === 'outbound') return true;
  if (!byAdmin) return isSamePerson(author, target.author);
  const admins = await query(
    `SELECT 1 FROM group_members WHERE group_id = $1 AND role <> 'member' AND left_at IS NULL
        AND (lid = $2 OR phone = ANY ($3))`,
    [target.contact_id, author.lid, author.phone ? phoneVariants(author.phone) : []],
  );
  return admins.length > 0;
}

function isSamePerson(one: ChannelAuthor, other: ChannelAuthor | null): boolean {
  if (!other) return false;
  if (one.lid && one.lid === other.lid) return true;
  return one.phone !== null && other.phone !== null && phoneVariants(one.phone).includes(other.phone);
}

async function apply(change: ChannelChange, target: Target, reader: ChannelReader): Promise<void> {
  const [member] = await membersOf([{ contactId: target.contact_id, received: change }]);
  const made: Made = {
    memberId: member?.id ?? null,
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
  const told = { ...change, target: { ...change.target, author: target.author } };
  if (what.kind === 'sealed') return applySealed(made, told, target, reader);
  // Of a poll that is deleted, or whose creation couldn't be read, nobody can tell what was chosen.
  if (!target.secret || !target.options?.length) return;
  const chosen = reader.readVote(told, target.secret, target.options);
  if (!chosen) return refuse('unreadable_vote');
  await voteFor(made, chosen);
}

/** Without the secret nobody can tell what it says. */
async function applySealed(
  made: Made,
  change: ChannelChange,
  { secret, kind }: Target,
  reader: ChannelReader,
): Promise<void> {
  const said = secret && reader.readSealed(change, secret);
  if (!said) return refuse('unreadable_change');
  const then = { ...made, at: said.at };
  if (said.kind === 'edit') return editText(then, said.text);
  if (kind === 'event') await voteFor(then, [said.answer]);
}

async function wait({ companyId: _company, ...change }: ChannelChange): Promise<void> {
  await query(
    `INSERT INTO waiting_changes (connection_id, change_id, direction, target_id, target_direction, phone, lid,
                                  changed_at, change, group_id, author, by_admin)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
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
      change.person.group ?? null,
      change.author ? JSON.stringify(change.author) : null,
      change.byAdmin === true,
    ],
    'wait-for-message',
  );
}

function refuse(reason: 'forged' | 'unreadable_vote' | 'unreadable_change'): void {
  messagesRefused.inc({ reason });
}

function pack(change: Change): PackedChange {
  if (change.kind === 'vote') return { ...change, vote: change.vote.toString('base64') };
  return change.kind === 'sealed' ? { ...change, sealed: change.sealed.toString('base64') } : change;
}

function unpack(change: PackedChange): Change {
  if (change.kind === 'vote') return { ...change, vote: Buffer.from(change.vote, 'base64') };
  return change.kind === 'sealed' ? { ...change, sealed: Buffer.from(change.sealed, 'base64') } : change;
}
