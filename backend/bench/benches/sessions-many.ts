import type { Bench } from '../lib/bench.ts';
import { rateOf, roundsAsInputs, startFleets, takeTurns } from '../lib/fleets.ts';

/** The same number of conversations for all, so that only the number of sockets differs. */
const chats = 100;

/** What many open sockets in a process do to its throughput: messages spread over them, beside a process with one. */
export const sessionsMany: Bench = {
  name: 'sessions.many',
  async run(context) {
    const sessions = context.quick ? 30 : 100;
    const fleets = await startFleets(context, 'sessions_many', chats);
    try {
      const all = {
        bareOne: await fleets.bare('bare_one', 1),
        bareMany: await fleets.bare('bare_many', sessions),
        one: await fleets.product('one', 1),
        many: await fleets.product('many', sessions),
      };
      const counts = context.quick ? { rounds: 1, messages: 600 } : { rounds: 3, messages: 3_000 };
      const taken = await takeTurns(context, fleets.world, all, counts);
      const inputs = {
        sessions,
        chats,
        ...counts,
        ...roundsAsInputs(taken),
        postgres: (await context.postgres()).settings,
      };
      return [
        {
          name: 'sessions.many',
          value: rateOf(taken.many),
          unit: 'messages/s',
          versus: { what: 'the product with one session', value: rateOf(taken.one) },
          bar: { of: 'ratio', atLeast: 0.8 },
          inputs,
        },
        {
          name: 'sessions.many.bare',
          value: rateOf(taken.bareMany),
          unit: 'messages/s',
          versus: { what: 'bare Baileys with one session', value: rateOf(taken.bareOne) },
          inputs,
        },
      ];
    } finally {
      await fleets.stop();
    }
  },
};
