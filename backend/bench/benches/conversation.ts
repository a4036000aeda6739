import type { Page } from 'playwright-core';
import { hashPassword } from '../../src/features/users/passwords.ts';
import { launchChromium } from '../../test/support/chromium.ts';
import type { Bench, BenchContext, Figure } from '../lib/bench.ts';
import { fillShop } from '../lib/flood-data.ts';
import { type LongConversation, lengthenConversation, setPassword } from '../lib/long-conversation.ts';
import { median, percentile, round } from '../lib/numbers.ts';
import { framesDuring, memoryOf, timeToFetch, timeToFirstBubble, turnWheel } from '../lib/page-probes.ts';
import type { PhonesApi } from '../lib/phones.ts';
import { launchProduct, link, logIn, makeSecrets, makeShop } from '../lib/product.ts';
import { startWorker, type Worker } from '../lib/worker.ts';

const phone = '5511900000033';
const customer = '5511981000033';
const password = 'a password for this bench only';
const window = { width: 1440, height: 900 };
/** A hand that hurries: about eight screens a second. */
const wheel = { pixels: -600, everyMs: 60 };

interface Scene {
  context: BenchContext;
  page: Page;
  phones: Worker<PhonesApi>;
  conversation: LongConversation;
  token: string;
  messages: number;
}

/** A conversation of 100,000 messages in Chromium: opening it, scrolling up in it, and 10,000 more that come in. */
export const conversation: Bench = {
  name: 'conversation',
  async run(context) {
    const stops: (() => Promise<void>)[] = [];
    try {
      const scene = await setScene(context, stops);
      return [await first(scene), await scroll(scene), await memory(scene)];
    } finally {
      for (const stop of stops.toReversed()) await stop();
    }
  },
};

async function setScene(context: BenchContext, stops: (() => Promise<void>)[]): Promise<Scene> {
  const messages = context.quick ? 10_000 : 100_000;
  const server = await context.postgres();
  const databaseUrl = await server.makeDatabase('conversation');
  const phones = startWorker<PhonesApi>(new URL('../lib/phones.ts', import.meta.url));
  stops.push(() => phones.stop());
  await phones.call('addCustomers', [customer]);
  await phones.call('addPhone', phone);
  const secrets = makeSecrets();
  const product = await launchProduct(
    { databaseUrl, whatsappUrl: await phones.call('url'), profile: false },
    secrets,
  );
  stops.push(() => product.stop());
  const shop = await makeShop(databaseUrl);
  const { api } = await logIn(shop, product.url, secrets);
  const connectionId = await link(api, 'Loja', (qr) => phones.call('scanQr', phone, qr));
  await phones.call('settled', phone);
  const filled = await fillShop(databaseUrl, shop, {
    people: 1,
    customers: [customer],
    connectionId,
    secrets,
  });
  context.log(`a conversation of ${messages} messages`);
  const made = await lengthenConversation(databaseUrl, { companyId: shop.companyId, customer, messages });
  await setPassword(databaseUrl, shop.userId, await hashPassword(password));
  const browser = await launchChromium();
  stops.push(() => browser.close());
  const pages = await browser.newContext({ baseURL: product.url, viewport: window, locale: 'en-US' });
  const page = await pages.newPage();
  await page.goto('/login');
  await page.getByLabel('E-mail').fill('ana@example.com');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  return { context, page, phones, conversation: made, token: filled.tokens[0] ?? '', messages };
}

function rowOf(page: Page, { name }: LongConversation) {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByText(name, { exact: true }) })
    .first();
}

/** A page that was just loaded, at the tickets of one's own. */
async function openList(page: Page, made: LongConversation): Promise<void> {
  await page.goto('/');
  await page.getByRole('tab', { name: /^Mine/ }).click();
  await rowOf(page, made).waitFor();
}

/** Each time in a page that was just loaded, so that nothing of it is in its cache. */
async function first({ context, page, conversation: made, token, messages }: Scene): Promise<Figure> {
  const times = context.quick ? 5 : 30;
  const waits: number[] = [];
  const fetches: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await openList(page, made);
    fetches.push(await timeToFetch(page, `/tickets/${made.ticketId}/messages?limit=50`, token));
    waits.push(await timeToFirstBubble(page, made.ticketId));
  }
  return {
    name: 'conversation.first',
    value: round(percentile(waits, 0.95)),
    unit: 'ms',
    versus: {
      what: 'the same messages by fetch in the same page, p95',
      value: round(percentile(fetches, 0.95)),
    },
    bar: { of: 'value', atMost: 200 },
    inputs: {
      percentile: 'p95',
      what: 'from the click in the list to the painted bubbles, nothing in the cache',
      messages,
      times,
      median: round(median(waits)),
      medianOfFetch: round(median(fetches)),
    },
  };
}

async function scroll({ context, page, messages }: Scene): Promise<Figure> {
  const notches = context.quick ? 60 : 300;
  const before = await oldestShown(page);
  const frames = await framesDuring(page, () => turnWheel(page, { ...wheel, notches }));
  const after = await oldestShown(page);
  const bare = await page.context().newPage();
  await bare.setContent(plainPage);
  await bare.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const bareFrames = await framesDuring(bare, () => turnWheel(bare, { ...wheel, notches }));
  await bare.close();
  return {
    name: 'conversation.scroll',
    value: round(percentile(frames, 0.95)),
    unit: 'ms',
    versus: {
      what: 'a page of as many plain paragraphs, p95 of frames',
      value: round(percentile(bareFrames, 0.95)),
    },
    bar: { of: 'value', atMost: 50 },
    inputs: {
      percentile: 'p95 of the lengths of frames',
      messages,
      pixelsPerSecond: Math.round((-wheel.pixels * 1_000) / wheel.everyMs),
      passed: before - after,
      frames: frames.length,
      median: round(median(frames)),
      p99: round(percentile(frames, 0.99)),
      longest: round(Math.max(...frames)),
    },
  };
}

const plainPage = `<style>p { margin: 8px; font: 16px sans-serif }</style>${'<p>Bom dia, gostaria de saber se o pedido já saiu para entrega.</p>'.repeat(5_000)}`;

/** The number that the uppermost bubble begins with. */
async function oldestShown(page: Page): Promise<number> {
  const texts = await page.getByRole('article').allInnerTexts();
  const numbers = texts.map((text) => Number(/(\d+): /.exec(text)?.[1])).filter(Number.isFinite);
  return Math.min(...numbers);
}

async function memory({ context, page, phones, conversation: made, messages }: Scene): Promise<Figure> {
  const count = context.quick ? 1_000 : 10_000;
  await openList(page, made);
  await rowOf(page, made).getByRole('link').click();
  await page.getByRole('article').first().waitFor();
  const session = await page.context().newCDPSession(page);
  const before = await memoryOf(session);
  const texts = Array.from(
    { length: count },
    (_, index) => `Mais uma pergunta ${index + 1} de ${count}, por favor.`,
  );
  const frames = await framesDuring(page, async () => {
    await phones.call('burst', phone, [customer], texts);
    await page
      .getByText(texts.at(-1) ?? '', { exact: true })
      .first()
      .waitFor({ timeout: 180_000 });
  });
  const after = await memoryOf(session);
  const size = texts.join('').length / 1_000_000;
  return {
    name: 'conversation.memory',
    value: round(after.heapMb - before.heapMb),
    unit: 'MB',
    versus: { what: 'their texts', value: round(size) },
    bar: { of: 'value', atMost: 50 },
    inputs: {
      what: 'what the page keeps more after they came in, at the newest, once the unused is collected',
      came: count,
      messages,
      heapBeforeMb: round(before.heapMb),
      nodes: { before: before.nodes, after: after.nodes },
      p95OfFramesMeanwhile: round(percentile(frames, 0.95)),
    },
  };
}
