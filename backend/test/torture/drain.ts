import { delay } from '../../src/core/clock.ts';
import type { Ledger } from './examine.ts';

/** When nothing gets better for so long, it won't. */
const patienceMs = 60_000;
const lookEveryMs = 1_000;

/** Looks until nothing differs any more, or what differs stays. */
export async function drain(look: () => Promise<Ledger>, log: (line: string) => void): Promise<Ledger> {
  let fewest = Number.POSITIVE_INFINITY;
  let deadline = 0;
  for (;;) {
    const ledger = await look();
    const { differences } = ledger;
    if (differences.length === 0) return ledger;
    if (differences.length < fewest) {
      fewest = differences.length;
      deadline = Date.now() + patienceMs;
      log(`${fewest} differences, such as: ${differences[0]}`);
    }
    if (Date.now() > deadline) return ledger;
    await delay(lookEveryMs);
  }
}
