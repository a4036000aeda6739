import { visibleTickets } from '../../src/features/tickets/ticket.policy.ts';
import { type Person, p95, type Stretch, setApiScene } from '../lib/api-layers.ts';
import type { Question, Waits } from '../lib/api-load.ts';
import type { Bench, Figure } from '../lib/bench.ts';
import { median, percentile, round } from '../lib/numbers.ts';
import { rareWords } from '../lib/portuguese.ts';

/** What is looked for: in a few dozen messages, in one of ten or twenty, in none; people; numbers of all sorts. */
const kinds = {
  rare: rareWords,
  common: ['obrigado', 'geladeira', 'COURO', 'nota fiscal', 'não recebi', '"bom dia"'],
  none: ['zebra', 'ninguém assim', 'xyz', 'desoxirribonucleico'],
  name: ['zuleica zan', 'maria', 'otávio magalhães', 'João'],
  number: ['99193', '123457', '#4711', '1199'],
};
const kindNames = Object.keys(kinds) as (keyof typeof kinds)[];
const bar = { of: 'value', atMost: 60 } as const;
/** How often each person asks the naive way: it takes seconds. */
const naiveEach = kindNames.length;

/** The search box in a big company: people, tickets and messages at once; beside it ILIKE over the messages. */
export const search: Bench = {
  name: 'search',
  async run(context) {
    const scene = await setApiScene(context, 'search');
    try {
      const { product } = await scene.measure((person) => questionsOf(person), ['product']);
      context.log('the same by ILIKE over all messages');
      const naive = await scene.askNaively(naiveQuestionsOf, naiveEach);
      return kindNames.map((kind) => figure(kind, product, naive, scene.inputs));
    } finally {
      await scene.stop();
    }
  },
};

function figure(
  kind: keyof typeof kinds,
  product: Stretch[],
  naive: Waits,
  inputs: Record<string, unknown>,
): Figure {
  const waits = product.flatMap((stretch) => stretch.waits[kind] ?? []);
  return {
    name: `search.${kind}`,
    value: median(product.map((stretch) => p95(stretch.waits[kind] ?? []))),
    unit: 'ms',
    versus: { what: 'ILIKE over all messages by bare pg, p95', value: p95(naive[kind] ?? []) },
    bar,
    inputs: {
      percentile: 'p95',
      texts: kinds[kind],
      median: round(percentile(waits, 0.5)),
      p99: round(percentile(waits, 0.99)),
      asked: waits.length,
      ...(kind === kindNames[0] ? { ...inputs, eachQuestion: costOf(product) } : {}),
    },
  };
}

function costOf(stretches: Stretch[]): Record<string, number | null> {
  const middle = (values: (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length > 0 ? round(median(known)) : null;
  };
  return {
    perSecond: middle(stretches.map(({ perSecond }) => perSecond)),
    nodeCpuMs: middle(stretches.map(({ nodeCpuMs }) => nodeCpuMs)),
    postgresCpuMs: middle(stretches.map(({ postgresCpuMs }) => postgresCpuMs)),
  };
}

/** One of each kind in turn, each time with another text. */
function inTurn(questionOf: (kind: keyof typeof kinds, text: string) => Question): Question[] {
  const longest = Math.max(...Object.values(kinds).map((texts) => texts.length));
  return Array.from({ length: longest }).flatMap((_, turn) =>
    kindNames.map((kind) => questionOf(kind, kinds[kind][turn % kinds[kind].length] ?? '')),
  );
}

function questionsOf(_person: Person): Question[] {
  return inTurn((kind, text) => ({
    kind,
    path: `/search?text=${encodeURIComponent(text)}`,
    statement: null,
  }));
}

function naiveQuestionsOf(person: Person): Question[] {
  return inTurn((kind, text) => ({
    kind,
    path: '',
    statement: {
      name: `naive-${person.role}`,
      text: `SELECT m.id, m.sent_at, m.text FROM messages m JOIN tickets t ON t.id = m.ticket_id
              WHERE m.text ILIKE '%' || $1 || '%' AND $2::uuid IS NOT NULL AND ${visibleTickets(person, '$2')}
              ORDER BY m.sent_at DESC, m.id DESC LIMIT 21`,
      values: [text, person.userId],
    },
  }));
}
