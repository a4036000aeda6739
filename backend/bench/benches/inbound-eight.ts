import type { Bench } from '../lib/bench.ts';
import { rateOf, roundsAsInputs, startFleets, takeTurns } from '../lib/fleets.ts';

const sessions = 8;
const chats = 64;

/** How many messages a second eight connections of one process take in, up to the agent's socket. */
export const inboundEight: Bench = {
  name: 'inbound.eight',
  async run(context) {
    const fleets = await startFleets(context, 'inbound_eight', chats);
    try {
      const all = {
        commit: await fleets.bare('bare', sessions),
        product: await fleets.product('product', sessions),
      };
      const counts = context.quick ? { rounds: 1, messages: 900 } : { rounds: 3, messages: 6_000 };
      const taken = await takeTurns(context, fleets.world, all, counts);
      return [
        {
          name: 'inbound.eight',
          value: rateOf(taken.product),
          unit: 'messages/s',
          versus: {
            what: 'bare Baileys, eight sockets, one commit per message',
            value: rateOf(taken.commit),
          },
          bar: { of: 'ratio', atLeast: 0.7 },
          inputs: {
            sessions,
            chats,
            ...counts,
            ...roundsAsInputs(taken),
            postgres: (await context.postgres()).settings,
          },
        },
      ];
    } finally {
      await fleets.stop();
    }
  },
};
