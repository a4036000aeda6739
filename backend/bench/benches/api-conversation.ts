import { encodeCursor, type Place } from '../../src/core/cursor.ts';
import { messagePageStatement } from '../../src/features/messages/list-messages.ts';
import { visibleTickets } from '../../src/features/tickets/ticket.policy.ts';
import { apiFigures, type RowPlan } from '../lib/api-figures.ts';
import { type ApiScene, type Person, setApiScene } from '../lib/api-layers.ts';
import type { Question } from '../lib/api-load.ts';
import type { Bench } from '../lib/bench.ts';

const limit = 50;
const conversations = 60;

/** A conversation, and a message far up in it. */
interface Conversation {
  ticketId: string;
  middle: Place;
}

/** A page of a conversation in a big company: the newest, and one far up. */
export const apiConversation: Bench = {
  name: 'api.conversation',
  async run(context) {
    const scene = await setApiScene(context, 'api.conversation');
    try {
      const known = new Map<Person, Conversation[]>();
      for (const person of scene.people) known.set(person, await conversationsOf(scene, person));
      const taken = await scene.measure((person) => questionsOf(person, known.get(person) ?? []));
      const inputs = { ...scene.inputs, messagesOfAPage: limit, conversationsOfEachClient: conversations };
      return apiFigures(taken, plans, inputs);
    } finally {
      await scene.stop();
    }
  },
};

const plans: RowPlan[] = [
  { name: 'api.conversation', kinds: ['newest'], barred: true },
  { name: 'api.conversation.older', kinds: ['older'], barred: true },
];

function questionsOf(person: Person, all: Conversation[]): Question[] {
  return all.flatMap(({ ticketId, middle }) => [
    {
      kind: 'newest',
      path: `/tickets/${ticketId}/messages?limit=${limit}`,
      statement: messagePageStatement(person, ticketId, { place: null, forward: false, limit }),
    },
    {
      kind: 'older',
      path: `/tickets/${ticketId}/messages?limit=${limit}&before=${encodeCursor(middle)}`,
      statement: messagePageStatement(person, ticketId, { place: middle, forward: false, limit }),
    },
  ]);
}

/** Some that this person sees: half of them the newest, half the longest (for admins the very long one among them). */
async function conversationsOf({ owner }: ApiScene, person: Person): Promise<Conversation[]> {
  const { rows } = await owner.query<{ ticket_id: string; id: string; at: Date }>(
    `WITH seen AS (SELECT id, last_message_at, version FROM tickets t WHERE ${visibleTickets(person)}),
          chosen AS ((SELECT id FROM seen ORDER BY last_message_at DESC LIMIT $1)
                     UNION (SELECT id FROM seen ORDER BY version DESC LIMIT $1))
     SELECT c.id AS ticket_id, m.id, m.sent_at AS at
       FROM chosen c, LATERAL (
         SELECT id, sent_at FROM messages WHERE ticket_id = c.id ORDER BY sent_at
         OFFSET (SELECT count(*) / 2 FROM messages WHERE ticket_id = c.id) LIMIT 1) m`,
    [conversations / 2],
  );
  return rows.map(({ ticket_id, id, at }) => ({ ticketId: ticket_id, middle: { id, at: at.toISOString() } }));
}
