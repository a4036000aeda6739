import { query, queryOne } from '../../../core/unit-of-work.ts';
import { identityAt } from '../../connections/address.ts';
import { phoneVariants } from '../../contacts/phone-variants.ts';

interface NewMessage {
  id: string;
  address: string | null;
  direction: 'inbound' | 'outbound' | 'internal';
  ticket_id: string;
  connection_id: string;
  ticket_owner: string;
  status: 'pending' | 'open' | 'closed';
}

interface Parted {
  keepId: string;
  goneId: string;
  since: Date;
}

/** Messages that came while two contacts were one go to whom they came from; ours to whom they were sent. */
export async function partNewMessages({ keepId, goneId, since }: Parted): Promise<void> {
  const owners = await readOwners([keepId, goneId]);
  const messages = await query<NewMessage>(
    `SELECT m.id, m.address, m.direction, m.ticket_id, m.connection_id, t.contact_id AS ticket_owner, t.status
       FROM messages m JOIN tickets t ON t.id = m.ticket_id
      WHERE t.contact_id IN ($1, $2) AND m.created_at > $3 ORDER BY m.sent_at, m.id`,
    [keepId, goneId, since],
  );
  const groups = new Map<string, { owner: string; messages: NewMessage[] }>();
  for (const message of messages) {
    const owner = owners(message.address) ?? message.ticket_owner;
    const key = `${owner} ${message.ticket_id}`;
    const group = groups.get(key) ?? { owner, messages: [] };
    group.messages.push(message);
    groups.set(key, group);
  }
  for (const { owner, messages: some } of groups.values()) await giveTo(owner, some);
}

/** Whose address it is, of these contacts. */
async function readOwners(contactIds: string[]): Promise<(address: string | null) => string | null> {
  const rows = await query<{ contact_id: string; kind: string; value: string }>(
    'SELECT contact_id, kind, value FROM contact_identities WHERE contact_id = ANY ($1)',
    [contactIds],
  );
  return (address) => {
    const identity = identityAt(address);
    if (!identity) return null;
    const values = identity.kind === 'phone' ? phoneVariants(identity.value) : [identity.value];
    const row = rows.find(({ kind, value }) => kind === identity.kind && values.includes(value));
    return row?.contact_id ?? null;
  };
}

async function giveTo(owner: string, messages: NewMessage[]): Promise<void> {
  const [first] = messages;
  if (!first) return;
  const ids = messages.map(({ id }) => id);
  if (first.ticket_owner === owner) {
    await query('UPDATE messages SET contact_id = $1 WHERE id = ANY ($2)', [owner, ids]);
    return;
  }
  const ticketId = await ticketFor(owner, first);
  const inbound = messages.filter(({ direction }) => direction === 'inbound').length;
  await query('UPDATE messages SET contact_id = $1, ticket_id = $2 WHERE id = ANY ($3)', [
    owner,
    ticketId,
    ids,
  ]);
  await query(
    `UPDATE tickets t SET
            unread_count = CASE WHEN t.id = $1 THEN t.unread_count + least(o.unread_count, $3)
                                ELSE t.unread_count - least(t.unread_count, $3) END
       FROM (SELECT unread_count FROM tickets WHERE id = $2) o WHERE t.id IN ($1, $2)`,
    [ticketId, first.ticket_id, inbound],
  );
}

/**
 * The person's own ticket on the connection: the active one, or else the one that was closed last; where there is none, a
 * new one. Somebody must look at it when somebody had to look at the one that the messages are in.
 */
async function ticketFor(contactId: string, { connection_id, ticket_id, status, address }: NewMessage) {
  const newest = await queryOne<{ id: string; status: string }>(
    `SELECT id, status FROM tickets WHERE contact_id = $1 AND connection_id = $2
      ORDER BY status <> 'closed' DESC, closed_at DESC NULLS LAST LIMIT 1`,
    [contactId, connection_id],
  );
  if (newest) {
    if (newest.status === 'closed' && status !== 'closed') {
      await query(
        `UPDATE tickets SET status = 'pending', assignee_id = NULL, accepted_at = NULL, closed_at = NULL WHERE id = $1`,
        [newest.id],
      );
    }
    return newest.id;
  }
  const made = await queryOne<{ id: string }>(
    `WITH next AS (UPDATE companies SET last_ticket_number = last_ticket_number + 1 RETURNING last_ticket_number)
     INSERT INTO tickets (number, status, contact_id, connection_id, queue_id, assignee_id, reply_address, last_message_at,
                          accepted_at, closed_at)
     SELECT next.last_ticket_number, o.status, $1, o.connection_id, o.queue_id, o.assignee_id, coalesce($3, o.reply_address),
            o.last_message_at, o.accepted_at, o.closed_at
       FROM tickets o, next WHERE o.id = $2 RETURNING id`,
    [contactId, ticket_id, address],
  );
  if (!made) throw new Error('The ticket was not inserted');
  return made.id;
}
