import { normalizeMessageContent } from '@whiskeysockets/baileys';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../../test/support/chromium.ts';
import { sample, sampleFile } from '../api/samples.ts';
import { BaileysClient, proto } from '../test/baileys-client.ts';
import { mediaAccess } from '../test/media-access.ts';
import { buildPage, seriousFindings } from '../test/page-browser.ts';
import { type DemoWhatsApp, startDemoWhatsApp } from './demo-whatsapp.ts';

const MARIA = '5511987654321';
const JOAO = '351912345678';

let browser: Browser;
let pageDirectory: string;
let demo: DemoWhatsApp;
let client: BaileysClient;
let page: Page;
let problems: string[];

beforeAll(async () => {
  [browser, pageDirectory] = await Promise.all([launchChromium(), buildPage()]);
}, 400_000);

afterAll(() => browser?.close());

beforeEach(async () => {
  demo = await startDemoWhatsApp({ pageDirectory });
  client = new BaileysClient(demo.whatsapp, await mediaAccess(demo.whatsapp)).connect();
  problems = [];
  page = await openPage();
});

afterEach(async () => {
  await page.context().close();
  await client.end();
  await demo.close();
  // Also holds the content security policy: what it blocks is logged as an error.
  expect(problems).toEqual([]);
});

interface Screen {
  width?: number;
  locale?: string;
}

async function openPage({ width = 1440, locale = 'en-US' }: Screen = {}): Promise<Page> {
  const viewport = { width, height: 860 };
  const context = await browser.newContext({ viewport, locale, reducedMotion: 'reduce' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demo.phoneUrl });
  const opened = await context.newPage();
  opened.setDefaultTimeout(10_000);
  opened.on('pageerror', (error) => problems.push(error.message));
  opened.on('console', (message) => {
    // A request that failed is logged by the browser itself; the page says it in words.
    const failedRequest = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !failedRequest) problems.push(message.text());
  });
  await opened.goto(demo.phoneUrl);
  return opened;
}

/** The client's part of linking: it has to come back after the restart that WhatsApp asks for. */
async function comeBack(): Promise<void> {
  await client.closed();
  await client.connect().opened();
}

async function linkByPasting(): Promise<void> {
  await page.getByLabel('Text of the QR code').fill(await client.waitForQr());
  await page.getByRole('button', { name: 'Link', exact: true }).first().click();
  await comeBack();
}

const chat = (name: string, on: Page = page) => on.getByRole('region', { name: `Conversation with ${name}` });

/** What the client has got of a kind. */
function received<T>(pick: (content: proto.IMessage) => T | null | undefined): Promise<NonNullable<T>> {
  return client.until('a message of the kind', () => {
    for (const { message } of client.upserts.toReversed()) {
      const found = message.message && pick(normalizeMessageContent(message.message) ?? {});
      if (found) return found;
    }
    return undefined;
  });
}

describe('the demo phone', () => {
  it('links by a pasted QR, writes as a customer, and sees the ticks turn blue', async () => {
    await linkByPasting();
    await page.getByText('1 device linked').waitFor();
    await page.getByText('Connected', { exact: true }).waitFor();

    await page.getByLabel('Message to Loja Aurora').fill('Do you have it in blue?');
    await page.keyboard.press('Enter');
    const { message } = await client.received('Do you have it in blue?');
    const bubble = chat('Loja Aurora').getByRole('listitem').filter({ hasText: 'Do you have it in blue?' });
    await bubble.getByText('Delivered').waitFor({ state: 'attached' });
    await client.sock.readMessages([message.key]);
    await bubble.getByText('Read').waitFor({ state: 'attached' });

    const maria = demo.whatsapp.customer(MARIA);
    await client.sock.presenceSubscribe(maria.jid);
    await client.sock.sendPresenceUpdate('composing', maria.jid);
    await page.getByText('Loja Aurora is typing…').waitFor();
    const answer = await client.sock.sendMessage(maria.jid, { text: 'We do!' });
    await chat('Loja Aurora').getByText('We do!').waitFor();
    // Maria's chat is on screen, so what comes is read.
    await client.statusOf(answer?.key.id, proto.WebMessageInfo.Status.READ);
    await page.getByText('It works, end to end.', { exact: false }).waitFor();
  });

  it('links from the clipboard and by an address that brings the QR', async () => {
    const copied = await client.waitForQr();
    await page.evaluate((text) => navigator.clipboard.writeText(text), copied);
    await page.getByRole('button', { name: 'Paste from clipboard' }).click();
    await comeBack();
    await page.getByText('1 device linked').waitFor();

    const second = new BaileysClient(demo.whatsapp).connect();
    await page.goto(`${demo.phoneUrl}/?scan=${encodeURIComponent(await second.waitForQr())}`);
    await page.getByRole('button', { name: 'Link it' }).click();
    await page.getByText('2 devices linked').waitFor();
    await second.closed();
    await second.end();
    await page.getByRole('button', { name: 'Close' }).click();
    expect(page.url()).toBe(`${demo.phoneUrl}/`);
  });

  it('links by a pairing code, and logs the device out after asking', async () => {
    await client.waitForQr();
    await page
      .getByLabel('Code', { exact: true })
      .fill(await client.sock.requestPairingCode('5511999990001'));
    await page.getByRole('button', { name: 'Link', exact: true }).last().click();
    await comeBack();
    const logOut = page.getByRole('button', { name: 'Log out' });
    await logOut.click();
    await page.getByRole('button', { name: 'Really log out?' }).click();
    await page.getByText('No device linked').waitFor();
    expect(await client.closed()).toBe(401);
  });

  it('says in words what is wrong with a QR', async () => {
    const link = page.getByRole('button', { name: 'Link', exact: true }).first();
    await page.getByLabel('Text of the QR code').fill('hello');
    await link.click();
    await page.getByText('That is not the text of a QR code.', { exact: false }).waitFor();
    const key = Buffer.alloc(32).toString('base64');
    await page.getByLabel('Text of the QR code').fill(`gone,${key},${key},${key},1`);
    await link.click();
    await page.getByText('This QR code is over.', { exact: false }).waitFor();
  });

  it('counts what a customer has not read, and shows odd messages as they are', async () => {
    await linkByPasting();
    const joao = demo.whatsapp.customer(JOAO);
    const odd = '{"a": <script>alert(1)</script> &amp; https://[bad';
    await client.sock.sendMessage(joao.jid, { text: odd });
    await client.sock.sendMessage(joao.jid, { location: { degreesLatitude: 1, degreesLongitude: 2 } });
    const row = page.getByRole('list', { name: 'Write as' }).getByRole('button', { name: /João/ });
    await row.getByText('2 unread messages').waitFor({ state: 'attached' });
    await row.click();
    await chat('Loja Aurora').getByText(odd).waitFor();
    await chat('Loja Aurora').getByText('Location', { exact: true }).waitFor();
    await row.getByText('unread').waitFor({ state: 'detached' });
  });

  it('makes things go wrong, and adds a customer', async () => {
    await linkByPasting();
    await page.getByRole('button', { name: 'Make it go wrong' }).click();
    await page.getByRole('button', { name: /^Cut the connection/ }).click();
    await page.getByText('Done: Cut the connection').waitFor();
    await client.closed();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Add a customer' }).click();
    await page.getByLabel('Name').fill('Sofia Martins');
    await page.getByLabel('Phone number with country code').fill('+351 913 000 111');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('heading', { name: 'Sofia Martins', exact: true }).waitFor();
  });

  it('keeps a draft while one looks at another chat, and stops showing that one types', async () => {
    const people = page.getByRole('list', { name: 'Write as' });
    await page.getByLabel('Message to Loja Aurora').fill('Not sent yet');
    const shop = demo.whatsapp.phone('5511999990001');
    const shown = () => shop.typingOf(demo.whatsapp.customer(MARIA));
    await expect.poll(shown, { timeout: 10_000 }).toBe('composing');
    await people.getByRole('button', { name: /João/ }).click();
    await expect.poll(shown, { timeout: 10_000 }).toBe('paused');
    expect(await page.getByLabel('Message to Loja Aurora').inputValue()).toBe('');
    await people.getByRole('button', { name: /Maria/ }).click();
    expect(await page.getByLabel('Message to Loja Aurora').inputValue()).toBe('Not sent yet');
  });

  it('keeps a message that could not be sent, and sends it again when asked', async () => {
    const people = page.getByRole('list', { name: 'Write as' });
    await page.route('**/api/customers/*/messages', (route) => route.abort());
    await page.getByLabel('Message to Loja Aurora').fill('Anyone there?');
    await page.keyboard.press('Enter');
    const retry = chat('Loja Aurora').getByRole('button', { name: 'Try again' });
    await retry.waitFor();
    await people.getByRole('button', { name: /João/ }).click();
    await retry.waitFor({ state: 'detached' });
    await people.getByRole('button', { name: /Maria/ }).click();
    await page.unroute('**/api/customers/*/messages');
    await retry.click();
    await demo.whatsapp.phone('5511999990001').waitForMessage('Anyone there?');
    await retry.waitFor({ state: 'detached' });
    expect(await chat('Loja Aurora').getByText('Anyone there?').count()).toBe(1);
  });

  it('shows one thing at a time on a narrow screen, in Portuguese', async () => {
    const narrow = await openPage({ width: 390, locale: 'pt-BR' });
    await narrow.getByRole('heading', { name: 'Loja Aurora' }).waitFor();
    await narrow.getByRole('button', { name: 'Clientes' }).click();
    await narrow.getByRole('button', { name: /Maria Oliveira/ }).click();
    await narrow.getByRole('button', { name: 'Oi! Vocês abrem no sábado?' }).click();
    await narrow.getByRole('listitem').filter({ hasText: 'Oi! Vocês abrem no sábado?' }).waitFor();
    const tooWide = await narrow.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(tooWide).toBe(false);
    await narrow.getByRole('button', { name: 'Voltar' }).click();
    await narrow.getByRole('heading', { name: 'Clientes' }).waitFor();
    await narrow.context().close();
  });

  it('sends files, samples, a place and a poll, and shows what comes back', async () => {
    await linkByPasting();
    const loja = chat('Loja Aurora');
    const attach = async (what: string) => {
      await page.getByRole('button', { name: 'Attach' }).click();
      await page.getByRole('button', { name: what, exact: true }).click();
    };
    const chosen = page.waitForEvent('filechooser');
    await attach('Photo, video, audio');
    await (await chosen).setFiles(sampleFile('photo.jpg'));
    const photo = await received(({ imageMessage }) => imageMessage);
    expect(photo).toMatchObject({ mimetype: 'image/jpeg', width: 640, height: 480 });
    expect(photo.jpegThumbnail?.length).toBeGreaterThan(100);
    const picture = loja.getByRole('img', { name: 'Photo' });
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(640);

    await attach('Voice message');
    expect(await received(({ audioMessage }) => audioMessage)).toMatchObject({ ptt: true, seconds: 3 });
    const play = loja.getByRole('button', { name: 'Play voice message, 0:03' });
    await play.click();
    await loja.getByRole('button', { name: 'Pause' }).waitFor();

    await attach('Location');
    await received(({ locationMessage }) => locationMessage);
    await loja.getByText('Av. Paulista', { exact: false }).waitFor();

    await attach('Poll');
    await page.getByLabel('Question').fill('Which day?');
    await page.getByLabel('Option 1').fill('Saturday');
    await page.getByLabel('Option 2').fill('Sunday');
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    await received(({ pollCreationMessageV3 }) => pollCreationMessageV3);
    await loja.getByRole('button', { name: 'Sunday 0 votes' }).click();
    await received(({ pollUpdateMessage }) => pollUpdateMessage);
    await loja.getByRole('button', { name: 'Sunday 1 vote', pressed: true }).waitFor();

    const maria = demo.whatsapp.customer(MARIA);
    await client.sock.sendMessage(maria.jid, {
      document: sample('document.pdf'),
      mimetype: 'application/pdf',
      fileName: 'price-list.pdf',
    });
    await loja.getByRole('link', { name: /price-list.pdf/ }).waitFor();
  });

  it('writes in a group, where the shop and the others write, too', async () => {
    await linkByPasting();
    await page.getByLabel('Which chat').selectOption({ label: 'Revendedores (group)' });
    const group = chat('Revendedores');
    await group.getByText('Separa dez para mim, por favor.').waitFor();
    await page.getByLabel('Message to Revendedores').fill('Quero cinco');
    await page.keyboard.press('Enter');
    await client.received('Quero cinco');
    const jid = demo.whatsapp.groups[0]?.jid ?? '';
    await client.sock.sendMessage(jid, { text: 'Anotado' });
    const answer = group.getByRole('listitem').filter({ hasText: 'Anotado' });
    await answer.getByText('Loja Aurora').waitFor();
  });

  it('answers, reacts, edits and deletes', async () => {
    await linkByPasting();
    const loja = chat('Loja Aurora');
    const field = page.getByLabel('Message to Loja Aurora');
    const act = async (text: string, what: string) => {
      const row = loja.getByRole('listitem').filter({ hasText: text });
      await row.getByRole('button', { name: 'What to do with this message' }).click();
      await row.getByRole('button', { name: what, exact: true }).click();
    };
    const maria = demo.whatsapp.customer(MARIA);
    await client.sock.sendMessage(maria.jid, { text: 'Which size?' });
    await act('Which size?', 'React with 👍');
    expect(await received(({ reactionMessage }) => reactionMessage)).toMatchObject({ text: '👍' });
    await act('Which size?', 'Reply');
    await page.getByText('Reply to', { exact: true }).waitFor();
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await field.fill('Sise M');
    await page.keyboard.press('Enter');
    const { contextInfo } = await received(({ extendedTextMessage }) => extendedTextMessage);
    expect(contextInfo?.quotedMessage?.extendedTextMessage?.text).toBe('Which size?');
    await act('Sise M', 'Edit');
    expect(await field.inputValue()).toBe('Sise M');
    await field.fill('Size M');
    await page.keyboard.press('Enter');
    await loja.getByText('edited').waitFor();
    expect(await field.inputValue()).toBe('');
    await act('Size M', 'Delete for everyone');
    await loja.getByText('This message was deleted').waitFor();
    await client.until('the deletion', () => client.updates.find(({ update }) => update.message === null));
  });

  it('has no serious accessibility findings, light and dark, empty and full', async () => {
    const look = async (what: string) => {
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 860 });
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect(await seriousFindings(page), `${what}, ${width}, ${colorScheme}`).toEqual([]);
        }
      }
    };
    await look('empty');
    await linkByPasting();
    for (const number of [MARIA, JOAO]) {
      const customer = demo.whatsapp.customer(number);
      await customer.sendText(demo.whatsapp.phone('5511999990001'), 'Hello');
      await client.sock.sendMessage(customer.jid, { text: 'Hello to you' });
      await customer.waitForMessage('Hello to you');
    }
    await page.setViewportSize({ width: 1440, height: 860 });
    const maria = demo.whatsapp.customer(MARIA);
    const shop = demo.whatsapp.phone('5511999990001');
    await maria.sendImage(shop, { bytes: sample('photo.jpg') });
    await maria.sendVoiceNote(shop, { bytes: sample('voice.ogg') });
    await maria.sendDocument(shop, { bytes: sample('document.pdf') });
    await maria.sendPoll(shop, { question: 'Which?', options: ['a', 'b'] });
    await maria.sendLocation(shop, { latitude: 1, longitude: 2 });
    await chat('Loja Aurora').getByText('1.00000, 2.00000').waitFor();
    await look('full');
    await page.setViewportSize({ width: 1440, height: 860 });
    await page.getByRole('button', { name: 'Attach' }).click();
    await look('attach');
    await page.setViewportSize({ width: 1440, height: 860 });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Make it go wrong' }).click();
    await look('faults');
  }, 60_000);
});
