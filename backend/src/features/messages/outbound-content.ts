import type { MessageDetails } from '@ticketz/contract/message-details';
import type { ChangeKind, MessageKind } from '@ticketz/contract/messages';
import {
  type ChannelAuthor,
  type ChannelDirection,
  type ChannelQuote,
  type FileMessageKind,
  fileMessageKinds,
  type OutboundContent,
} from '../connections/channel.ts';
import { quotedLength } from './message.presenter.ts';
import { loadOutboundFile } from './outbound-file.ts';

/** What goes out under an id of its own: a message, or with `action` something done to an earlier one. */
export interface OutboundRow {
  kind: MessageKind;
  text: string;
  details: MessageDetails | null;
  secret: Buffer | null;
  file_id: string | null;
  forwarded: boolean;
  quoted: ChannelQuote | null;
  mentions: ChannelAuthor[] | null;
  action: ChangeKind | null;
  /** Of a reaction its emoji, of an edit the new text. */
  value: string | null;
  made_at: Date;
  target_id: string;
  target_direction: ChannelDirection;
  /** In a group: who wrote what something is done to. */
  target_author: ChannelAuthor | null;
}

/** Who in a group wrote the message of this name, as JSON. */
const authorIn = (
  message: string,
) => `(SELECT jsonb_build_object('phone', w.phone, 'lid', w.lid) FROM group_members w
  WHERE w.company_id = ${message}.company_id AND w.id = ${message}.member_id)`;

/** Columns of an `OutboundRow`, over the message `m` and what it quotes, `q`. */
export const messageOut = `m.kind, m.text, m.details, m.secret, m.file_id, m.forwarded,
  CASE WHEN q.id IS NOT NULL THEN jsonb_build_object('channelMessageId', q.channel_message_id,
    'direction', q.direction, 'kind', q.kind, 'text', left(q.text, ${quotedLength}), 'author', ${authorIn('q')}) END AS quoted,
  (SELECT jsonb_agg(jsonb_build_object('phone', w.phone, 'lid', w.lid))
     FROM jsonb_array_elements(m.details->'members') AS named JOIN group_members w ON w.company_id = m.company_id
      AND w.group_id = m.contact_id AND named->>'digits' IN (w.lid, w.phone)) AS mentions,
  NULL AS action, NULL AS value, m.sent_at AS made_at, m.channel_message_id AS target_id,
  m.direction AS target_direction, ${authorIn('m')} AS target_author`;

/** The same over the action `x` and the message `m` that it is about. */
export const actionOut = `m.kind, '' AS text, NULL::jsonb AS details, NULL::bytea AS secret, NULL::uuid AS file_id, false AS forwarded,
  NULL::jsonb AS quoted, NULL::jsonb AS mentions, x.kind AS action, x.value, x.made_at, m.channel_message_id AS target_id,
  m.direction AS target_direction, ${authorIn('m')} AS target_author`;

/** In the terms of channels. Null when there is nothing to send any more: a file that was deleted. */
export async function toOutbound(companyId: string, row: OutboundRow): Promise<OutboundContent | null> {
  const target = {
    channelMessageId: row.target_id,
    direction: row.target_direction,
    author: row.target_author,
  };
  if (row.action === 'reaction') return { kind: 'reaction', target, emoji: row.value, at: row.made_at };
  if (row.action === 'edit') return { kind: 'edit', target, text: row.value ?? '', at: row.made_at };
  if (row.action === 'delete') return { kind: 'delete', target };
  const { quoted, forwarded, text, details } = row;
  if (row.kind === 'location' && details?.location) {
    return { kind: 'location', location: details.location, quoted, forwarded };
  }
  if (row.kind === 'contact_card' && details?.contacts) {
    return { kind: 'contacts', contacts: details.contacts, quoted, forwarded };
  }
  if (row.kind === 'poll' && details?.poll && row.secret) {
    const { options, severalAllowed } = details.poll;
    const poll = { question: text, options: options.map(({ name }) => name), severalAllowed };
    return { kind: 'poll', poll, secret: row.secret, quoted, forwarded };
  }
  if (row.file_id === null || !isOfFile(row.kind)) {
    return { kind: 'text', text, quoted, forwarded, ...(row.mentions ? { mentions: row.mentions } : {}) };
  }
  const file = await loadOutboundFile(companyId, row.file_id, row.kind);
  return file && { kind: 'file', file, text, quoted, forwarded };
}

function isOfFile(kind: MessageKind): kind is FileMessageKind {
  return fileMessageKinds.some((one) => one === kind);
}
