import { delay } from '../../src/core/clock.ts';
import type { Ledger } from './examine.ts';

const drainMs = 120_000;
const lookEveryMs = 1_000;

/** Looks until nothing differs any more, or it has had time enough. */
export async function drain(look: () => Promise<Ledger>, log: (line: string) => void): Promise<Ledger> {
  const deadline = Date.now() + drainMs;
  let said = '';
  for (;;) {
    const ledger = await look();
    const { differences } = ledger;
    if (differences.length === 0 || Date.now() > deadline) return ledger;
    const say = `${differences.length} differences, such as: ${differences[0]}`;
    if (say !== said) log(say);
    said = say;
    await delay(lookEveryMs);
  }
}
