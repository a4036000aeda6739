import type { MessageDetails } from '@ticketz/contract/message-details';
import type {
  ChangeKind,
  FailureReason,
  Message,
  MessageDirection,
  MessageKind,
  OutboundStatus,
  QuotedMessage,
  Reaction,
} from '@ticketz/contract/messages';
import { toStorable } from '../../core/storable-text.ts';
import { type FileRow, fileAsJson, presentFile } from '../files/file.presenter.ts';
import { type MemberRow, memberAsJson, memberName } from '../tickets/groups/group-members.ts';

export interface MessageRow {
  id: string;
  ticket_id: string;
  direction: MessageDirection;
  kind: MessageKind;
  text: string;
  status: OutboundStatus | null;
  failure_reason: FailureReason | null;
  author_id: string | null;
  author_name: string | null;
  member: MemberRow | null;
  from_phone: boolean;
  client_id: string | null;
  sent_at: Date;
  created_at: Date;
  delivered_at: Date | null;
  read_at: Date | null;
  version: number;
  file: FileRow | null;
  details: MessageDetails | null;
  quoted: QuotedRow | null;
  forwarded: boolean;
  reactions: ReactionRow[] | null;
  edited_at: Date | null;
  deleted_at: Date | null;
  failed_change: ChangeKind | null;
}

/** What another message says that this one answers: as it is stored here, or as the sender's phone described it. */
export interface QuotedRow {
  id: string | null;
  direction: 'inbound' | 'outbound';
  kind: MessageKind;
  text: string;
  author_name: string | null;
}

export interface ReactionRow {
  emoji: string;
  side: Reaction['side'];
  user_id: string | null;
  user_name: string | null;
  member: Pick<MemberRow, 'name' | 'phone'> | null;
}

/** Of what is quoted this much is shown. */
export const quotedLength = 200;

/** Columns of a `MessageRow`; over `m` joined by `messageJoins`. */
export const messageColumns = `m.id, m.ticket_id, m.direction, m.kind, m.text, m.status, m.failure_reason, m.author_id,
  a.name AS author_name, ${memberAsJson} AS member, m.from_phone, m.client_id, m.sent_at, m.created_at, m.delivered_at, m.read_at, m.version,
  ${fileAsJson} AS file, m.details, m.forwarded, m.edited_at, m.deleted_at, m.failed_change,
  CASE WHEN q.id IS NULL THEN m.quoted ELSE jsonb_build_object('id', q.id, 'direction', q.direction, 'kind', q.kind,
    'text', left(q.text, ${quotedLength}), 'author_name', coalesce(qa.name, qw.name, '+' || qw.phone)) END AS quoted,
  (SELECT jsonb_agg(jsonb_build_object('emoji', r.emoji, 'side', r.side,
            'user_id', r.user_id, 'user_name', ru.name, 'member', CASE WHEN rw.id IS NOT NULL THEN
            jsonb_build_object('name', rw.name, 'phone', rw.phone) END) ORDER BY r.reacted_at)
     FROM message_reactions r LEFT JOIN users ru ON ru.id = r.user_id
     LEFT JOIN group_members rw ON rw.id = nullif(r.member, '')::uuid
    WHERE r.message_id = m.id AND r.emoji IS NOT NULL) AS reactions`;

export const messageJoins = `LEFT JOIN users a ON a.id = m.author_id
  LEFT JOIN files f ON f.id = m.file_id
  LEFT JOIN messages q ON q.id = m.quoted_id
  LEFT JOIN users qa ON qa.id = q.author_id
  LEFT JOIN group_members w ON w.id = m.member_id
  LEFT JOIN group_members qw ON qw.id = q.member_id`;

export function presentMessage(row: MessageRow): Message {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    direction: row.direction,
    kind: row.kind,
    text: row.text,
    status: row.status,
    failureReason: row.failure_reason,
    author: row.author_id ? { id: row.author_id, name: row.author_name ?? '' } : null,
    member: row.member && {
      id: row.member.id,
      name: memberName(row.member),
      phoneNumber: row.member.phone,
    },
    fromPhone: row.from_phone,
    clientId: row.client_id,
    sentAt: row.sent_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    readAt: row.direction === 'outbound' ? (row.read_at?.toISOString() ?? null) : null,
    version: row.version,
    ...(row.deleted_at ? nothing : presentContents(row)),
    editedAt: row.edited_at?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
    failedChange: row.failed_change,
  };
}

type Contents = Pick<Message, 'file' | 'details' | 'quoted' | 'forwarded' | 'reactions'>;

/** Of a message that its author has deleted. Its text and details are taken out of the row itself. */
const nothing: Contents = { file: null, details: null, quoted: null, forwarded: false, reactions: [] };

function presentContents({ file, details, quoted, forwarded, reactions }: MessageRow): Contents {
  return {
    file: file && presentFile(file),
    details,
    quoted: quoted && presentQuoted(quoted),
    forwarded,
    reactions: (reactions ?? []).map(presentReaction),
  };
}

function presentQuoted(row: QuotedRow): QuotedMessage {
  return {
    messageId: row.id,
    direction: row.direction,
    kind: row.kind,
    // Cut by the database, perhaps inside a character.
    text: toStorable(row.text, quotedLength),
    authorName: row.author_name,
  };
}

function presentReaction({ emoji, side, user_id, user_name, member }: ReactionRow): Reaction {
  return {
    emoji,
    side,
    author: user_id ? { id: user_id, name: user_name ?? '' } : null,
    memberName: member && memberName(member),
  };
}
