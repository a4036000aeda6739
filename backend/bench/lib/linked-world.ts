import type { LinkerApi } from './linker.ts';
import type { SavedAccount } from './memory-auth.ts';
import type { PhonesApi } from './phones.ts';
import { startWorker, type Worker } from './worker.ts';

/** A WhatsApp with phones that have a linked device each. Whoever holds a device's keys can be that device. */
export interface LinkedWorld {
  phones: Worker<PhonesApi>;
  url: string;
  /** That many of them: the first call makes them. The same `kind` gives the same ones again. */
  accounts(kind: string, count: number): Promise<SavedAccount[]>;
}

const linksAtOnce = 6;
const worlds: Promise<LinkedWorld>[] = [];

/** The one of this run: linking a device makes 812 keys, so benches that come after another use the same devices. */
export function linkedWorld(log: (line: string) => void): Promise<LinkedWorld> {
  const world = worlds[0] ?? makeWorld(log);
  worlds[0] = world;
  return world;
}

async function makeWorld(log: (line: string) => void): Promise<LinkedWorld> {
  const phones = startWorker<PhonesApi>(new URL('./phones.ts', import.meta.url));
  const url = await phones.call('url');
  const linked = new Map<string, SavedAccount[]>();
  let numbers = 0;
  const nextNumber = () => {
    numbers += 1;
    return `55119${String(10_000_000 + numbers)}`;
  };
  return {
    phones,
    url,
    async accounts(kind, count) {
      const known = linked.get(kind) ?? [];
      linked.set(kind, known);
      const missing = Array.from({ length: Math.max(0, count - known.length) }, nextNumber);
      if (missing.length > 0) known.push(...(await linkAll(phones, url, missing, log)));
      return known.slice(0, count);
    },
  };
}

async function linkAll(
  phones: Worker<PhonesApi>,
  url: string,
  numbers: string[],
  log: (line: string) => void,
): Promise<SavedAccount[]> {
  const startedAt = performance.now();
  const linker = startWorker<LinkerApi>(new URL('./linker.ts', import.meta.url));
  const waiting = [...numbers];
  const accounts: SavedAccount[] = [];
  const linkSome = async () => {
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      await phones.call('addPhone', number);
      const qr = await linker.call('start', url, number);
      await phones.call('scanQr', number, qr);
      accounts.push(await linker.call('finish', number));
    }
  };
  try {
    await Promise.all(Array.from({ length: linksAtOnce }, linkSome));
  } finally {
    await linker.stop();
  }
  log(`linked ${accounts.length} devices in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return accounts;
}
