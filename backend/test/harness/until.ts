import { delay } from '../../src/core/clock.ts';

const pauseMs = 20;

/** Waits for a condition, with a deadline that names it. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  deadlineMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited too long for: ${what}`);
    await delay(pauseMs);
  }
}
