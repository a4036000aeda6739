import type { MessageKind, OutboundStatus } from '@ticketz/contract/messages';
import type { Ticket, TicketStatus } from '@ticketz/contract/tickets';
import { toStorable } from '../../core/storable-text.ts';
import { presentContactSummary } from '../contacts/contact.presenter.ts';

/** A ticket with the names beside it, as `ticketColumns` selects it. */
export interface TicketRow extends LastMessage {
  id: string;
  number: number;
  status: TicketStatus;
  contact_id: string;
  given_name: string | null;
  push_name: string | null;
  phone: string | null;
  connection_id: string;
  connection_name: string;
  queue_id: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  tag_ids: string[];
  is_group: boolean;
  in_tab: boolean;
  viewer_ids: string[] | null;
  reply_address: string;
  unread_count: number;
  last_message_at: Date;
  created_at: Date;
  accepted_at: Date | null;
  closed_at: Date | null;
  snoozed_at: Date | null;
  snoozed_until: Date | null;
  woken_at: Date | null;
  in_bot: boolean;
  version: number;
}

/** Columns of their own, all null where there is none: for Postgres that is half of what making JSON costs. */
export interface LastMessage {
  last_text: string | null;
  last_kind: MessageKind | null;
  last_direction: 'inbound' | 'outbound' | null;
  last_status: OutboundStatus | null;
  last_sent_at: Date | null;
  last_deleted: boolean | null;
}

const snippetLength = 200;

/** Columns of a `TicketRow`; over `t` joined by `ticketJoins`. */
export const ticketColumns = `t.id, t.number, t.status, t.contact_id, c.given_name, c.push_name,
  (SELECT i.value FROM contact_identities i
    WHERE i.contact_id = t.contact_id AND i.kind = 'phone' ORDER BY i.created_at LIMIT 1) AS phone,
  t.connection_id, n.name AS connection_name, t.queue_id, t.assignee_id, u.name AS assignee_name, t.reply_address,
  t.unread_count, t.last_message_at, t.created_at, t.accepted_at, t.closed_at, t.version,
  t.snoozed_at, t.snoozed_until, t.woken_at, t.bot IS NOT NULL AS in_bot,
  t.is_group, t.in_tab, t.viewer_ids,
  ARRAY(SELECT g.tag_id::text FROM ticket_tags g WHERE g.ticket_id = t.id) AS tag_ids,
  left(m.text, ${snippetLength}) AS last_text, m.kind AS last_kind, m.direction AS last_direction,
  m.status AS last_status, m.sent_at AS last_sent_at, m.deleted_at IS NOT NULL AS last_deleted`;

export const ticketJoins = `
  JOIN contacts c ON c.id = t.contact_id
  JOIN connections n ON n.id = t.connection_id
  LEFT JOIN users u ON u.id = t.assignee_id
  LEFT JOIN messages m ON m.id = t.last_message_id`;

export function presentTicket(row: TicketRow): Ticket {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    contact: presentContactSummary({ ...row, id: row.contact_id }),
    connection: { id: row.connection_id, name: row.connection_name },
    queueId: row.queue_id,
    assignee: row.assignee_id ? { id: row.assignee_id, name: row.assignee_name ?? '' } : null,
    group: row.is_group ? { inTab: row.in_tab, viewerIds: row.viewer_ids } : null,
    tagIds: row.tag_ids,
    unreadCount: row.unread_count,
    lastMessage: presentLastMessage(row),
    lastMessageAt: row.last_message_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    withBot: row.in_bot && row.status === 'pending',
    snoozed:
      row.snoozed_at && row.status === 'open' ? { until: row.snoozed_until?.toISOString() ?? null } : null,
    wokenAt: row.woken_at?.toISOString() ?? null,
    version: row.version,
  };
}

function presentLastMessage(row: LastMessage): Ticket['lastMessage'] {
  if (!row.last_kind || !row.last_direction || !row.last_sent_at) return null;
  return {
    text: toStorable(row.last_text ?? '', snippetLength),
    kind: row.last_kind,
    direction: row.last_direction,
    status: row.last_status,
    sentAt: row.last_sent_at.toISOString(),
    deleted: row.last_deleted === true,
  };
}
