import type { Locator, Page } from 'playwright-core';

/** Somebody at the demo phone's page, in English: the shop's phone, and its customers. */
export class DemoPhonePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The chat with the shop, on the chosen customer's screen. */
  get chat(): Locator {
    return this.page.getByRole('region', { name: /^Conversation with/ });
  }

  async choosePhone(number: string): Promise<void> {
    await this.page.getByLabel('Which phone').selectOption(number);
  }

  async writeAs(customer: string, text: string): Promise<void> {
    await this.chooseCustomer(customer);
    const field = this.page.getByRole('textbox', { name: /^Message to/ }).last();
    await field.fill(text);
    await field.press('Enter');
  }

  async chooseCustomer(customer: string): Promise<void> {
    await this.page
      .getByRole('list', { name: 'Write as' })
      .getByRole('button', { name: new RegExp(customer) })
      .click();
  }

  async openDevices(): Promise<void> {
    await this.page.getByRole('button', { name: 'Linked devices' }).click();
  }

  async typeCode(code: string): Promise<void> {
    await this.openDevices();
    const form = this.page.locator('form').filter({ has: this.page.getByLabel('Code', { exact: true }) });
    await form.getByLabel('Code', { exact: true }).fill(code);
    await form.getByRole('button', { name: 'Link' }).click();
  }

  async logOutDevice(): Promise<void> {
    await this.openDevices();
    await this.page.getByRole('button', { name: /^Log out/ }).click();
    await this.page.getByRole('button', { name: 'Really log out?' }).click();
  }
}
