import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { withSharedStorage } from './shared-async-storage.ts';

it('keeps the contexts of many storages apart, over promises and nested', async () => {
  const [one, two] = withSharedStorage(() => [
    new AsyncLocalStorage<string>(),
    new AsyncLocalStorage<string>(),
  ]);
  if (!one || !two) throw new Error('unreachable');
  const seen = await Promise.all(
    ['a', 'b'].map((name) =>
      one.run(name, async () => {
        await pause(1);
        const inside = await two.run(`${name}2`, async () => {
          await pause(1);
          return [one.getStore(), two.getStore()];
        });
        return [...inside, one.getStore(), two.getStore()];
      }),
    ),
  );
  expect(seen).toEqual([
    ['a', 'a2', 'a', undefined],
    ['b', 'b2', 'b', undefined],
  ]);
  expect(one.getStore()).toBeUndefined();
});

it('leaves the storages of everybody else alone', () => {
  const mine = withSharedStorage(() => new AsyncLocalStorage());
  const theirs = new AsyncLocalStorage<number>();
  expect(theirs.constructor).not.toBe(mine.constructor);
  expect(theirs.run(7, () => theirs.getStore())).toBe(7);
});
