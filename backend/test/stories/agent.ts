import type { Locator, Page } from 'playwright-core';
import { type Account, password } from './companies.ts';

export type Tick = 'On its way' | 'Sent' | 'Delivered' | 'Read' | 'Not sent';

/** Somebody at the inbox in English: what they do and see, in words. */
export class Agent {
  readonly page: Page;
  readonly account: Account;
  /** Everything the server has sent to this browser's sockets. */
  readonly heard: string[] = [];

  constructor(page: Page, account: Account) {
    this.page = page;
    this.account = account;
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => this.heard.push(String(payload))),
    );
  }

  get list(): Locator {
    return this.page.getByRole('region', { name: 'Ticket list' });
  }

  get conversation(): Locator {
    return this.page.getByRole('region', { name: 'Conversation' });
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: /^Message to/ });
  }

  async logIn(secret = password): Promise<void> {
    await this.page.goto('/login');
    await this.enterLogIn(secret);
    await this.page.getByRole('heading', { name: 'Inbox' }).waitFor();
  }

  async enterLogIn(secret: string): Promise<void> {
    await this.page.getByLabel('E-mail').fill(this.account.email);
    await this.page.getByLabel('Password', { exact: true }).fill(secret);
    await this.page.getByRole('button', { name: 'Log in' }).click();
  }

  async go(destination: 'Inbox' | 'Connections' | 'Team' | 'Settings' | 'Companies'): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Main navigation' })
      .getByRole('link', { name: destination })
      .click();
  }

  tab(name: 'Mine' | 'Waiting' | 'Closed' | 'All'): Locator {
    return this.list.getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  /** The row of this person in the list. */
  row(name: string): Locator {
    return this.list.getByRole('listitem').filter({ hasText: name });
  }

  async open(name: string): Promise<void> {
    await this.row(name).getByRole('link').click();
    await this.conversation.getByRole('heading', { name, exact: true }).waitFor();
  }

  async accept(): Promise<void> {
    await this.conversation.getByRole('button', { name: 'Accept to answer' }).click();
    await this.composer.waitFor();
  }

  async answer(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  async do(action: 'Accept' | 'Return' | 'Close' | 'Reopen'): Promise<void> {
    await this.conversation.getByRole('button', { name: action, exact: true }).click();
  }

  /** The bubbles with this text. */
  bubble(text: string | RegExp): Locator {
    return this.conversation.getByRole('article').filter({ hasText: text });
  }

  /** A message of ours that has come this far. */
  ticked(text: string, tick: Tick): Locator {
    return this.bubble(text).filter({ has: this.page.getByTitle(tick, { exact: true }) });
  }

  /** All the texts of the open conversation that the list has drawn, from above. */
  async texts(): Promise<string[]> {
    const bubbles = await this.conversation.getByRole('article').allInnerTexts();
    return bubbles.map((text) => text.split('\n')[0] ?? '');
  }
}
