import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Agent } from './agent.ts';
import { tellInChapters } from './chapters.ts';
import { pictures } from './pictures.ts';
import { type StorySystem, startStorySystem } from './story-system.ts';

let system: StorySystem;

beforeAll(async () => {
  system = await startStorySystem();
});
afterAll(() => system?.stop());

describe('The first start', () => {
  const shoot = pictures('first-start');
  tellInChapters(() => system.pages, shoot);
  let admin: Agent;
  let agent: Agent;

  /** Somebody with a first password: logs in and chooses one of their own. */
  async function firstLogIn(name: string, email: string, firstPassword: string): Promise<Agent> {
    const context = await system.pages.openContext({ baseURL: system.url });
    const somebody = new Agent(await context.newPage(), { name, email, role: 'agent' });
    const { page } = somebody;
    await page.goto('/login');
    await somebody.enterLogIn(firstPassword);
    await page.getByRole('heading', { name: 'Choose your own password' }).waitFor();
    await shoot(page, `${name.toLowerCase()}-must-choose`);
    await page.goto('/users');
    await page.getByRole('heading', { name: 'Choose your own password' }).waitFor();
    await page.getByLabel('Current password').fill(firstPassword);
    await page.getByLabel('New password').fill(`${name} has chosen this one`);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    return somebody;
  }

  it('makes the operator change the one-time password, and lets them make a company with its admin', async () => {
    const { email = '', oneTimePassword = '' } = system.firstAccount ?? {};
    expect(oneTimePassword).toMatch(/^\w{5}(-\w{5}){3}$/);
    const operator = await firstLogIn('Operator', email, oneTimePassword);
    const { page } = operator;
    await operator.go('Companies');
    await page.getByRole('button', { name: 'Add a company' }).click();
    await page.getByLabel('Company name').fill('Loja Aurora');
    await page.getByLabel('Name', { exact: true }).fill('Rosa');
    await page.getByLabel('E-mail', { exact: true }).fill('rosa@example.com');
    const firstPassword = await page.getByLabel('First password').inputValue();
    await shoot(page, 'new-company');
    await page.getByRole('button', { name: 'Add company' }).click();
    await page.getByRole('heading', { name: 'Loja Aurora is ready' }).waitFor();
    await page.getByText(firstPassword).waitFor();
    await shoot(page, 'company-is-ready');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Loja Aurora' }).waitFor();
    admin = await firstLogIn('Rosa', 'rosa@example.com', firstPassword);
  });

  it('lets the admin add an agent, who has the inbox and not the admin pages', async () => {
    const { page } = admin;
    await admin.go('Team');
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Ana');
    await page.getByLabel('E-mail', { exact: true }).fill('ana@example.com');
    const firstPassword = await page.getByLabel('First password').inputValue();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('heading', { name: 'Ana can log in now' }).waitFor();
    await shoot(page, 'ana-can-log-in');
    await page.getByRole('button', { name: 'Done' }).click();
    agent = await firstLogIn('Ana', 'ana@example.com', firstPassword);
    await agent.page.getByRole('heading', { name: "This page isn't for your role" }).waitFor();
    await agent.go('Inbox');
    await agent.page.getByText('Nobody is waiting').waitFor();
    await page.getByRole('listitem', { name: 'Ana' }).getByText('On line').waitFor();
    await shoot(page, 'team');
  });

  it('throws the agent out within five seconds of being deactivated', async () => {
    system.pages.allow(/401/, /403/, /WebSocket/);
    const { page } = admin;
    await page.getByRole('button', { name: 'More for Ana' }).click();
    await page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await page.getByText('Ana has been deactivated.').waitFor();
    const start = Date.now();
    await agent.page.getByText('Your session has ended.').waitFor();
    expect(Date.now() - start).toBeLessThan(5_000);
    await shoot(agent.page, 'thrown-out');
    await agent.enterLogIn('Ana has chosen this one');
    await agent.page.getByText("E-mail or password isn't right.").waitFor();
    await shoot(page, 'ana-is-deactivated');
  });
});
