import type { FailureReason, Message, MessageKind, OutboundStatus } from '@ticketz/contract/messages';

export interface MessageRow {
  id: string;
  ticket_id: string;
  direction: 'inbound' | 'outbound';
  kind: MessageKind;
  text: string;
  status: OutboundStatus | null;
  failure_reason: FailureReason | null;
  author_id: string | null;
  author_name: string | null;
  from_phone: boolean;
  client_id: string | null;
  sent_at: Date;
  created_at: Date;
  delivered_at: Date | null;
  read_at: Date | null;
  version: number;
}

/** Columns of a `MessageRow`; over `m` left-joined by `users a`. */
export const messageColumns = `m.id, m.ticket_id, m.direction, m.kind, m.text, m.status, m.failure_reason, m.author_id,
  a.name AS author_name, m.from_phone, m.client_id, m.sent_at, m.created_at, m.delivered_at, m.read_at, m.version`;

export const messageJoins = 'LEFT JOIN users a ON a.id = m.author_id';

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
    fromPhone: row.from_phone,
    clientId: row.client_id,
    sentAt: row.sent_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    readAt: row.direction === 'outbound' ? (row.read_at?.toISOString() ?? null) : null,
    version: row.version,
  };
}
