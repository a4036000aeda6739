import { expect, it } from 'vitest';
import { workOff } from './work-off.ts';

it('pitfall 30: one that fails holds up none of those behind it, and is told of at the end', async () => {
  const done: number[] = [];
  const { signal } = new AbortController();
  const working = workOff([1, 2, 3, 4], signal, async (item) => {
    if (item % 2 === 1) throw new Error(`no ${item}`);
    done.push(item);
  });
  await expect(working).rejects.toMatchObject({ errors: [new Error('no 1'), new Error('no 3')] });
  expect(done).toEqual([2, 4]);
});

it('begins nothing more once the process is to end', async () => {
  const stopping = new AbortController();
  const begun: number[] = [];
  await workOff([1, 2, 3], stopping.signal, async (item) => {
    begun.push(item);
    stopping.abort();
  });
  expect(begun).toEqual([1]);
});
