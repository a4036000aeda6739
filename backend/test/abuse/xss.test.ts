import { connectionEndpoints } from '@ticketz/contract/connections';
import { quickMessageEndpoints } from '@ticketz/contract/quick-messages';
import { tagEndpoints } from '@ticketz/contract/tags';
import { ticketViewEndpoints } from '@ticketz/contract/ticket-views';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Group } from '@ticketz/mock-whatsapp/api/group';
import type { proto } from '@whiskeysockets/baileys';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../harness/api-client.ts';
import { until } from '../harness/until.ts';
import type { Agent } from '../stories/agent.ts';
import { freshNumber } from '../stories/companies.ts';
import { type StorySystem, startStorySystem } from '../stories/story-system.ts';

const patience = 120_000;
/** What a script of the attacker's would leave behind. */
const hit = 'window.hit=1';

const payloads = [
  `<script>${hit}</script>`,
  `<img src=x onerror=${hit}>`,
  `"><svg onload=${hit}>`,
  `<iframe srcdoc="<script>parent.${hit}</script>"></iframe>`,
  `javascript:${hit}//https://example.com`,
  `https://example.com/"onmouseover="${hit}`,
  `[click](javascript:${hit})`,
  `</title></textarea></style><script>${hit}</script>`,
  `{{constructor.constructor('${hit}')()}}`,
  `\${${hit}}`,
  `<a href="javascript:${hit}">x</a><form action="javascript:${hit}"><button>x</button></form>`,
  `{"type":"script","props":{"dangerouslySetInnerHTML":{"__html":"<img src=x onerror=${hit}>"}}}`,
];
const evil = `<img src=x onerror=${hit}>`;

/** Every other kind of message with a text in it that reaches the screen, or might one day. */
const contents: proto.IMessage[] = [
  { imageMessage: { caption: evil, mimetype: 'image/svg+xml' } },
  { videoMessage: { caption: evil } },
  { documentMessage: { caption: evil, fileName: `${evil}.html`, title: evil, mimetype: 'text/html' } },
  {
    locationMessage: {
      degreesLatitude: 1,
      degreesLongitude: 1,
      name: evil,
      address: evil,
      url: `javascript:${hit}`,
    },
  },
  {
    contactMessage: { displayName: evil, vcard: `BEGIN:VCARD\nFN:${evil}\nURL:javascript:${hit}\nEND:VCARD` },
  },
  { pollCreationMessage: { name: evil, options: [{ optionName: evil }] } },
  { eventMessage: { name: evil, description: evil, joinLink: `javascript:${hit}`, startTime: 1 } },
  { groupInviteMessage: { groupName: evil, caption: evil, inviteCode: evil } },
  {
    extendedTextMessage: {
      text: `https://example.com ${evil}`,
      title: evil,
      description: evil,
      matchedText: `javascript:${hit}`,
    },
  },
  { listMessage: { title: evil, description: evil, buttonText: evil } },
  { buttonsMessage: { contentText: evil, footerText: evil } },
];

let system: StorySystem;
let agent: Agent;
let mallory: Customer;
let group: Group;
let page: Page;
const problems: string[] = [];

/** What people of the company name and write themselves, and that others of it read. */
async function writeEverywhere(api: ApiClient, connectionId: string): Promise<void> {
  await api.call(connectionEndpoints.updateConnection, {
    params: { connectionId },
    body: { settings: { groups: 'tab' } },
  });
  const { id: tagId } = await api.call(tagEndpoints.createTag, { body: { name: evil, color: 'red' } });
  await api.call(ticketViewEndpoints.createTicketView, {
    body: { name: evil, tab: 'waiting', filter: { tagId }, shared: true },
  });
  await api.call(quickMessageEndpoints.createQuickMessage, {
    body: { shortcut: 'evil', text: evil, shared: true },
  });
  const { items } = await api.call(ticketEndpoints.listTickets, { query: { tab: 'waiting' } });
  await api.call(ticketEndpoints.setTicketTags, {
    params: { ticketId: items[0]?.id ?? '' },
    body: { tagIds: [tagId] },
  });
}

beforeAll(async () => {
  system = await startStorySystem();
  const company = await system.makeCompany(`Shop ${evil}`);
  const { phone, connectionId } = await company.linkPhone(evil);
  mallory = system.whatsapp.addCustomer({ number: freshNumber(), name: `Mallory ${evil}` });
  for (const text of payloads) await mallory.sendText(phone, text);
  for (const content of contents) await mallory.send(phone, content);
  await mallory.sendText(phone, 'the end');
  const rosa = await company.addPerson('Rosa', 'admin');
  agent = await system.logIn(rosa);
  ({ page } = agent);
  await writeEverywhere(await system.companies.apiOf(rosa), connectionId);
  group = system.whatsapp.createGroup({ subject: `Group ${evil}`, by: mallory, members: [phone] });
  page.on('dialog', (dialog) => {
    problems.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { origin } = new URL(request.url());
    if (request.url().startsWith('http') && origin !== new URL(system.url).origin)
      problems.push(request.url());
  });
}, patience);
afterAll(() => system?.stop());

/** Nothing has run, and nothing that could is in the page. */
async function expectHarmless(): Promise<void> {
  const found = await page.evaluate(() => {
    const ways =
      '[onerror],[onload],[onmouseover],[onclick],iframe,object,embed,base,script:not([src]),img[src="x"],form[action]';
    const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map(({ href }) => href);
    return {
      hit: 'hit' in window,
      elements: [...document.querySelectorAll(ways)].map(({ outerHTML }) => outerHTML),
      links: links.filter((href) => !/^(https?|mailto|tel):/.test(href)),
    };
  });
  expect(found).toEqual({ hit: false, elements: [], links: [] });
  expect(problems).toEqual([]);
}

describe('21. stored scripts in what comes from WhatsApp', () => {
  it(
    'in names and texts are shown as text, in the list and in the conversation',
    async () => {
      await agent.tab('Waiting').click();
      await agent.row('Mallory').getByText('the end').waitFor();
      await expectHarmless();
      await agent.open(`Mallory ${evil}`);
      await agent.bubble('the end').waitFor();
      for (const text of payloads.slice(-3)) {
        await agent.bubble(text).first().scrollIntoViewIfNeeded();
        await expectHarmless();
      }
      const shown = new Set<string>();
      for (let step = 0; step < 30 && shown.size < payloads.length; step += 1) {
        const all = (await agent.conversation.getByRole('article').allInnerTexts()).join('\n');
        for (const text of payloads) if (all.includes(text)) shown.add(text);
        await expectHarmless();
        await agent.conversation.getByRole('article').first().hover({ force: true });
        await page.mouse.wheel(0, -500);
        await page.waitForFunction(() => new Promise((done) => requestAnimationFrame(() => done(true))));
      }
      expect([...shown].toSorted()).toEqual(payloads.toSorted());
    },
    patience,
  );

  it(
    'in the names of connections and companies are shown as text',
    async () => {
      await agent.go('Connections');
      await page.getByText(evil).first().waitFor();
      await expectHarmless();
      await page.reload();
      await page.getByText(evil).first().waitFor();
      await expectHarmless();
    },
    patience,
  );
});

describe('21. stored scripts in what people name', () => {
  it(
    'in groups and by their members are shown as text',
    async () => {
      await agent.go('Inbox');
      await until('the group to be heard', async () => {
        await mallory.sendText(group, evil);
        return (await agent.list.getByRole('tab', { name: /^Groups/ }).count()) > 0;
      });
      await agent.list.getByRole('tab', { name: /^Groups/ }).click();
      await agent.open(`Group ${evil}`);
      group.setSubject(mallory, evil);
      await mallory.sendPoll(group, { question: evil, options: [evil, 'x'] });
      await mallory.sendText(group, 'the last');
      await agent.bubble('the last').waitFor();
      await agent.conversation.getByRole('heading', { name: evil, exact: true }).waitFor();
      await agent.composer.pressSequentially('@');
      await page.getByRole('option', { name: `Mallory ${evil}` }).waitFor();
      await expectHarmless();
      await agent.composer.fill('/evil');
      await page.getByRole('option', { name: evil }).waitFor();
      await expectHarmless();
      await agent.composer.fill('');
    },
    patience,
  );

  it(
    'in tags, views and quick messages are shown as text',
    async () => {
      await agent.tab('Waiting').click();
      await agent.open(`Mallory ${evil}`);
      await agent.list.getByRole('button', { name: 'Filter' }).click();
      await page
        .getByRole('dialog', { name: 'Filters' })
        .getByRole('button', { name: evil, exact: false })
        .first()
        .click();
      await agent.list.getByRole('button', { name: `Remove filter: ${evil}` }).waitFor();
      await expectHarmless();
      for (const path of ['/quick-messages', '/contacts/setup', '/board']) {
        await page.goto(path);
        await page.getByText(evil).first().waitFor();
        await expectHarmless();
      }
    },
    patience,
  );
});

describe("21. the page's policy", () => {
  it('names no inline script and no other origin for scripts', async () => {
    for (const path of ['/', '/login', '/api/about', '/nowhere', '/assets/nothing.js']) {
      const { headers } = await fetch(`${system.url}${path}`, { signal: AbortSignal.timeout(10_000) });
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toMatch(/(^|;)script-src 'self'(;|$)/);
      expect(policy, path).toMatch(/(^|;)default-src 'self'(;|$)/);
      expect(policy, path).toMatch(/object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/);
      expect(policy, path).not.toContain('unsafe-eval');
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    }
  });

  it('stops a script that has got into the page all the same', async () => {
    system.pages.allow(/Content Security Policy/);
    const violations = await page.evaluate(async () => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.hit=1';
      document.body.append(script);
      const box = document.createElement('div');
      box.innerHTML = '<img src="data:," onerror="window.hit=1">';
      document.body.append(box);
      const elsewhere = document.createElement('script');
      elsewhere.src = 'https://example.com/x.js';
      document.body.append(elsewhere);
      const deadline = Date.now() + 5_000;
      while (seen.length < 3 && Date.now() < deadline)
        await new Promise((done) => requestAnimationFrame(done));
      return { seen: seen.toSorted(), hit: 'hit' in window };
    });
    expect(violations).toEqual({
      seen: ['script-src-attr', 'script-src-elem', 'script-src-elem'],
      hit: false,
    });
  });
});
