import { describe, expect, it } from 'vitest';
import { delay } from './clock.ts';
import { CompanyTurns } from './company-turns.ts';

const atOnce = 5;
const [shop, neighbour] = ['a shop', 'a neighbour'];

/** Takes so many turns that the company counts as a crowd from now on. */
async function crowd(turns: CompanyTurns, taken = 250): Promise<void> {
  for (let turn = 0; turn < taken; turn += 1) (await turns.take(shop))();
}

/** Whether the turn has come by now, and after a while. */
function watch(turn: Promise<() => void>): { come: boolean } {
  const watched = { come: false };
  void turn.then(() => {
    watched.come = true;
  });
  return watched;
}

describe('company turns', () => {
  it('give a company that is alone all there is, but never more than its part at once', async () => {
    const turns = new CompanyTurns({ atOnce });
    await crowd(turns);
    const running = await Promise.all(Array.from({ length: atOnce }, () => turns.take(shop)));
    const next = turns.take(shop);
    const seen = watch(next);
    const other = await turns.take(neighbour);
    await delay(20);
    expect(seen.come).toBe(false);
    other();
    for (const done of running) done();
    (await next)();
  });

  it('let a crowd begin nothing while another company is served, and the other never wait', async () => {
    const turns = new CompanyTurns({ atOnce });
    await crowd(turns);
    const served = await turns.take(neighbour);
    const waiting = watch(turns.take(shop));
    await delay(50);
    expect(waiting.come).toBe(false);
    (await turns.take(neighbour))();
    served();
    await delay(50);
    expect(waiting.come).toBe(true);
  });

  it('let a crowd do one thing at a time, with rests, while others are there', async () => {
    const turns = new CompanyTurns({ atOnce });
    await crowd(turns);
    (await turns.take(neighbour))();
    const first = await turns.take(shop);
    const second = turns.take(shop);
    const seen = watch(second);
    await delay(30);
    expect(seen.come).toBe(false);
    const endedAt = performance.now();
    first();
    (await second)();
    expect(performance.now() - endedAt).toBeGreaterThan(55);
  });

  it('starve nobody: a crowd gets a turn though others are served all the time', async () => {
    const turns = new CompanyTurns({ atOnce });
    await crowd(turns);
    const served = await turns.take(neighbour);
    const startedAt = performance.now();
    (await turns.take(shop))();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    served();
  });

  it('make messages of a channel give way too, and forget what was long ago', async () => {
    const turns = new CompanyTurns({ atOnce });
    for (let message = 0; message < 150; message += 1) await turns.giveWay(shop);
    const served = await turns.take(neighbour);
    const startedAt = performance.now();
    await turns.giveWay(shop);
    expect(performance.now() - startedAt).toBeGreaterThan(150);
    served();
    await delay(2_200);
    const again = await turns.take(neighbour);
    const at = performance.now();
    for (let message = 0; message < 5; message += 1) await turns.giveWay(shop);
    expect(performance.now() - at).toBeLessThan(150);
    again();
  });

  it("hold a channel's backlog back at once, and none of the company's own people with it", async () => {
    const turns = new CompanyTurns({ atOnce });
    const served = await turns.take(neighbour);
    const startedAt = performance.now();
    (await turns.giveWay(shop, 500)).done();
    const own = performance.now();
    (await turns.take(shop))();
    expect(performance.now() - own).toBeLessThan(100);
    expect(await turns.giveWay(shop, 499)).toMatchObject({ waited: true });
    expect(performance.now() - startedAt).toBeGreaterThan(150);
    served();
  });

  it('refuse what would wait for ever', async () => {
    const turns = new CompanyTurns({ atOnce: 1 });
    const running = await turns.take(shop);
    const waiting = Array.from({ length: 1_000 }, () => turns.take(shop).then((done) => done()));
    await expect(turns.take(shop)).rejects.toMatchObject({ code: 'rate_limited' });
    running();
    await Promise.all(waiting);
  });

  it('let companies that take as much as each other alone', async () => {
    const turns = new CompanyTurns({ atOnce });
    const startedAt = performance.now();
    for (let turn = 0; turn < 250; turn += 1) {
      (await turns.take(shop))();
      (await turns.take(neighbour))();
    }
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it('take nobody for the crowd who gets more than a flood that has to wait', async () => {
    const turns = new CompanyTurns({ atOnce });
    const running = await Promise.all(Array.from({ length: atOnce }, () => turns.take(shop)));
    const waiting = Array.from({ length: 200 }, () => turns.take(shop).then((done) => done()));
    const startedAt = performance.now();
    for (let turn = 0; turn < 80; turn += 1) (await turns.take(neighbour))();
    expect(performance.now() - startedAt).toBeLessThan(200);
    for (const done of running) done();
    await delay(300);
    const again = performance.now();
    for (let turn = 0; turn < 40; turn += 1) (await turns.take(neighbour))();
    expect(performance.now() - again).toBeLessThan(200);
    await Promise.all(waiting);
  });

  it('let those of a flood rest longer than those of many people', async () => {
    const turnsIn = async (waiting: number) => {
      const turns = new CompanyTurns({ atOnce });
      await crowd(turns, 60);
      (await turns.take(neighbour))();
      let taken = 0;
      for (let turn = 0; turn < waiting; turn += 1) {
        const worked = turns.take(shop).then(async (done) => {
          taken += 1;
          await delay(10);
          done();
        });
        // Long after this test what still waits is given up.
        worked.catch(() => undefined);
      }
      await delay(800);
      return taken;
    };
    const [flood, people] = await Promise.all([turnsIn(500), turnsIn(20)]);
    expect(flood).toBeLessThan(people);
  });

  it('count an end once, however often it is told', async () => {
    const turns = new CompanyTurns({ atOnce: 1 });
    const first = await turns.take(shop);
    first();
    first();
    const second = await turns.take(shop);
    const third = watch(turns.take(shop));
    await delay(20);
    expect(third.come).toBe(false);
    second();
  });
});
