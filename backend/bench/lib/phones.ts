import { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import { delay } from '../../src/core/clock.ts';
import { preciseNow } from './numbers.ts';
import { serveWorker } from './worker.ts';

/** When each text was written to the connection, by text. */
export type Pushed = Record<string, number>;

/** A customer's conversation with a shop, by their numbers. */
export interface Chat {
  phone: string;
  customer: string;
}

/** A WhatsApp and the people on it, in a process of their own: the load. */
export type PhonesApi = typeof methods;

const mock = await MockWhatsApp.start();
const linkedMs = 120_000;

const methods = {
  url: async (): Promise<string> => mock.url,

  addPhone: async (number: string): Promise<void> => {
    mock.addPhone({ number, name: `Shop ${number.slice(-4)}` });
  },

  addCustomers: async (numbers: string[]): Promise<void> => {
    for (const number of numbers) mock.addCustomer({ number, name: `Customer ${number.slice(-3)}` });
  },

  scanQr: async (number: string, qr: string): Promise<void> => {
    await mock.phone(number).scanQr(qr);
  },

  /** Resolves when the phone's client has everything that was sent to it. */
  settled: async (number: string): Promise<void> => {
    await mock
      .phone(number)
      .waitForDevice(({ online, queued }) => online && queued === 0, { timeoutMs: linkedMs });
  },

  /** Resets the TCP connections of these phones' clients, all at once; gives the time. */
  cut: async (numbers: string[]): Promise<number> => {
    const at = preciseNow();
    for (const number of numbers) mock.faults.dropConnection({ phone: mock.phone(number) });
    return at;
  },

  /** Waits until every customer has got something from the phone: from then on their sessions are answered ones. */
  answered: async (customers: string[], text: string): Promise<void> => {
    await Promise.all(
      customers.map((number) => mock.customer(number).waitForMessage(text, { timeoutMs: linkedMs })),
    );
  },

  /** All texts as fast as they can be encrypted, taking turns among the customers. */
  burst: async (phone: string, customers: string[], texts: string[]): Promise<Pushed> => {
    const to = mock.phone(phone);
    const sent = texts.map((text, index) => customerAt(customers, index).sendMany(to, [text]));
    return pushTimes((await Promise.all(sent)).flat());
  },

  /** All texts as fast as they can be encrypted, taking turns among the chats. */
  burstInto: async (chats: Chat[], texts: string[]): Promise<Pushed> => {
    const sent = texts.map((text, index) => {
      const { phone, customer } = chats[index % chats.length] ?? { phone: '', customer: '' };
      return mock.customer(customer).sendMany(mock.phone(phone), [text]);
    });
    return pushTimes((await Promise.all(sent)).flat());
  },

  /** `perSecond` texts in each second. */
  paced: async (phone: string, customers: string[], texts: string[], perSecond: number): Promise<Pushed> => {
    const to = mock.phone(phone);
    const startedAt = performance.now();
    const sent = [];
    for (const [index, text] of texts.entries()) {
      await delay(Math.max(0, startedAt + (index * 1000) / perSecond - performance.now()));
      sent.push(customerAt(customers, index).sendText(to, text));
    }
    return pushTimes(await Promise.all(sent));
  },
};

function customerAt(numbers: string[], index: number): ReturnType<MockWhatsApp['customer']> {
  return mock.customer(numbers[index % numbers.length] ?? '');
}

function pushTimes(messages: { text?: string; pushedAt?: number }[]): Pushed {
  const times: Pushed = {};
  for (const { text, pushedAt } of messages) {
    if (text === undefined || pushedAt === undefined)
      throw new Error('A message was not pushed: is the client gone?');
    times[text] = pushedAt;
  }
  return times;
}

serveWorker(methods);
