import type { CDPSession, Page } from 'playwright-core';

/** How long it takes from a click on the ticket's row until its first bubble is painted, in ms, by the page's own clock. */
export function timeToFirstBubble(page: Page, ticketId: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const link = document.querySelector<HTMLElement>(`a[data-ticket-id="${wanted}"]`);
    if (!link) throw new Error('The ticket is not in the list');
    const startedAt = performance.now();
    link.click();
    while (!document.querySelector('article, [role=article]')) {
      if (performance.now() - startedAt > 20_000) throw new Error('No message came');
      await new Promise(requestAnimationFrame);
    }
    // The frame that shows it.
    await new Promise(requestAnimationFrame);
    return performance.now() - startedAt;
  }, ticketId);
}

/** How long the page's own fetch takes for the same messages, without drawing anything. */
export function timeToFetch(page: Page, path: string, token: string): Promise<number> {
  return page.evaluate(
    async ({ url, authorization }) => {
      const startedAt = performance.now();
      const response = await fetch(url, { headers: { authorization } });
      await response.json();
      if (!response.ok) throw new Error(`The page got ${response.status}`);
      return performance.now() - startedAt;
    },
    { url: `/api${path}`, authorization: `Bearer ${token}` },
  );
}

/** The lengths of the frames while `work` goes on, in ms. */
export async function framesDuring(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const lengths: number[] = [];
    let last = performance.now();
    Object.assign(window, { framesWanted: true, frameLengths: lengths });
    void (async () => {
      while (Reflect.get(window, 'framesWanted')) {
        const now = await new Promise<number>(requestAnimationFrame);
        lengths.push(now - last);
        last = now;
      }
    })();
  });
  await work();
  return page.evaluate(() => {
    Reflect.set(window, 'framesWanted', false);
    const lengths: number[] = Reflect.get(window, 'frameLengths');
    return lengths.slice(1);
  });
}

/** Turns the wheel over the middle of the page: so many notches of `pixels`, negative ones upwards. */
export async function turnWheel(
  page: Page,
  { notches, pixels, everyMs }: { notches: number; pixels: number; everyMs: number },
): Promise<void> {
  const size = page.viewportSize();
  await page.mouse.move((size?.width ?? 0) * 0.6, (size?.height ?? 0) / 2);
  for (let notch = 0; notch < notches; notch += 1) {
    await page.mouse.wheel(0, pixels);
    await page.waitForTimeout(everyMs);
  }
}

/** What the page's own objects take after everything unused is gone, in MB, and how many nodes it has. */
export async function memoryOf(session: CDPSession): Promise<{ heapMb: number; nodes: number }> {
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  return { heapMb: metric('JSHeapUsedSize') / 1_000_000, nodes: metric('Nodes') };
}
