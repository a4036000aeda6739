import type { MessageKind } from '@ticketz/contract/messages';
import type { Language } from '@ticketz/contract/preferences';
import { query, queryOne } from '../../core/unit-of-work.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';
import type { BotFacts } from './decide-answer.ts';
import { languageOf } from './menu-from-queues.ts';

/** More in one turn aren't read. */
const mostRead = 30;
/** What was written before that is no conversation with a bot any more: the connection was away. */
const answeredFor = "interval '12 hours'";
/** A turn is due so long after its first message was stored. */
const turnBegan = "interval '2 seconds'";

/** What of a turn isn't the engine's: which message was the newest, and the customer's language. */
interface TurnFacts {
  facts: BotFacts;
  newest: string | null;
  language: Language;
}

/** Reads what is to be known of a customer's turn. `seen`: the message that was answered last; `since`: when the turn was due. */
export async function readFacts(
  ticket: TicketRow,
  { seen, since }: { seen: string | null; since: Date },
): Promise<TurnFacts> {
  const written = await query<{ id: string; kind: MessageKind; text: string; old: boolean }>(
    `SELECT id, kind, text, sent_at < now() - ${answeredFor} AS old
       FROM (SELECT * FROM messages WHERE ticket_id = $1 ORDER BY sent_at DESC, id DESC LIMIT ${mostRead}) m
      WHERE direction = 'inbound' AND deleted_at IS NULL
        AND CASE WHEN $2::uuid IS NULL THEN created_at > $3::timestamptz - ${turnBegan} ELSE id > $2 END
      ORDER BY id`,
    [ticket.id, seen, since],
  );
  const person = await queryOne<{ bot_off: boolean; language: string | null; last_queue: string | null }>(
    `SELECT c.bot_off, c.language,
            (SELECT t.queue_id FROM tickets t
              WHERE t.contact_id = c.id AND t.connection_id = $2 AND t.id <> $3 AND t.queue_id IS NOT NULL
              ORDER BY t.created_at DESC LIMIT 1) AS last_queue
       FROM contacts c WHERE c.id = $1`,
    [ticket.contact_id, ticket.connection_id, ticket.id],
  );
  const said = await queryOne<{ minute: number; hour: number }>(
    `SELECT count(*) FILTER (WHERE m.created_at > now() - interval '1 minute')::int AS minute, count(*)::int AS hour
       FROM tickets t JOIN messages m ON m.ticket_id = t.id
      WHERE t.contact_id = $1 AND t.connection_id = $2 AND t.last_message_at > now() - interval '1 hour'
        AND m.sent_at > now() - interval '1 hour'
        AND m.direction = 'outbound' AND m.author_id IS NULL AND NOT m.from_phone`,
    [ticket.contact_id, ticket.connection_id],
  );
  const queues = await query<{ id: string; greeting: string }>('SELECT id, greeting FROM queues');
  return {
    newest: written.at(-1)?.id ?? null,
    language: languageOf(person?.language ?? null, ticket.phone),
    facts: {
      messages: written.map(({ kind, text }) => ({ kind, text })),
      silent: (person?.bot_off ?? false) || written.some(({ old }) => old),
      queues,
      lastQueueId: queues.find(({ id }) => id === person?.last_queue)?.id ?? null,
      saidInMinute: said?.minute ?? 0,
      saidInHour: said?.hour ?? 0,
    },
  };
}
