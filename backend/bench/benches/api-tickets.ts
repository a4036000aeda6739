import { ticketTabs } from '@ticketz/contract/tickets';
import { encodeCursor, type Place } from '../../src/core/cursor.ts';
import { ticketCountStatement } from '../../src/features/tickets/list-tickets.ts';
import { ticketPageStatement } from '../../src/features/tickets/ticket-page.ts';
import { apiFigures, type RowPlan } from '../lib/api-figures.ts';
import { type ApiScene, type Person, setApiScene } from '../lib/api-layers.ts';
import type { Question } from '../lib/api-load.ts';
import type { Bench } from '../lib/bench.ts';

const limit = 40;
/** Nobody, a few people, very many (more than are named one by one), a number. */
const searches = ['ninguém assim', 'zuleica zan', 'maria', '99193'];

/** The list of tickets in a big company: each tab, a page far down, the counts, a search. */
export const apiTickets: Bench = {
  name: 'api.tickets',
  async run(context) {
    const scene = await setApiScene(context, 'api.tickets');
    try {
      const middle = await middleOfClosed(scene);
      const taken = await scene.measure((person) => questionsOf(person, middle));
      // Two statements, the second after what the first has found: only asked of the product.
      const found = await scene.measure(searchesOf, ['product']);
      return [
        ...apiFigures(taken, plans, { ...scene.inputs, rowsOfAPage: limit }),
        ...apiFigures(found, [searchPlan], { searches }),
      ];
    } finally {
      await scene.stop();
    }
  },
};

const plans: RowPlan[] = [
  { name: 'api.tickets', kinds: [...ticketTabs], barred: true },
  ...ticketTabs.map((tab) => ({ name: `api.tickets.${tab}`, kinds: [tab], barred: true })),
  { name: 'api.tickets.older', kinds: ['older'], barred: true },
  { name: 'api.tickets.counts', kinds: ['counts'], barred: true },
];
const searchPlan: RowPlan = { name: 'api.tickets.search', kinds: searches, barred: true };

function questionsOf(person: Person, middle: Place): Question[] {
  return [
    ...ticketTabs.map((tab) => ({
      kind: tab,
      path: `/tickets?tab=${tab}&limit=${limit}`,
      statement: ticketPageStatement(person, { tab, limit, after: null, search: null }),
    })),
    {
      kind: 'older',
      path: `/tickets?tab=closed&limit=${limit}&cursor=${encodeCursor(middle)}`,
      statement: ticketPageStatement(person, { tab: 'closed', limit, after: middle, search: null }),
    },
    { kind: 'counts', path: '/ticket-counts', statement: ticketCountStatement(person) },
  ];
}

function searchesOf(): Question[] {
  return searches.map((search) => ({
    kind: search,
    path: `/tickets?tab=all&limit=${limit}&search=${encodeURIComponent(search)}`,
    statement: null,
  }));
}

async function middleOfClosed({ owner }: ApiScene): Promise<Place> {
  const { rows } = await owner.query<{ id: string; at: Date }>(
    `SELECT id, last_message_at AS at FROM tickets WHERE status = 'closed' ORDER BY last_message_at
     OFFSET (SELECT count(*) / 2 FROM tickets) LIMIT 1`,
  );
  const [row] = rows;
  if (!row) throw new Error('There are no closed tickets');
  return { id: row.id, at: row.at.toISOString() };
}
