import { randomUUID } from 'node:crypto';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import type { BareBaileysApi } from './bare-baileys.ts';
import type { BenchContext } from './bench.ts';
import type { PhonesApi } from './phones.ts';
import { type Product, startProduct } from './product.ts';
import { type Seen, Tally } from './tally.ts';
import { startWorker, type Worker } from './worker.ts';

/** Something that takes messages in: the product up to an agent's socket, or the bare library up to a counter. */
export interface Receiver {
  /** The phone it is linked to. */
  phone: string;
  pid: number;
  /** Resolves with when each text was seen, once `count` texts that begin with `prefix` were. */
  expect(prefix: string, count: number): Promise<Seen>;
}

/** A WhatsApp with customers, the product and the bare library linked to phones of their own. */
export interface Receivers {
  phones: Worker<PhonesApi>;
  customers: string[];
  productProcess: Product;
  product: Receiver;
  /** With a counter only. */
  memory: Receiver;
  /** With one committed row for each message. */
  commit: Receiver;
  stop(): Promise<void>;
}

/** How many conversations. */
const chats = 50;
const hello = 'hello ';
const phoneOf = { product: '5511900000001', memory: '5511900000002', commit: '5511900000003' };

/**
 * Starts all of it. Every conversation has an open ticket and has been answered, so that its Signal session is the one
 * that most messages meet.
 */
export async function startReceivers(
  { postgres, profile, log }: BenchContext,
  name: string,
): Promise<Receivers> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const stopOne of stops.splice(0).toReversed()) await stopOne();
  };
  try {
    const server = await postgres();
    const phones = startWorker<PhonesApi>(new URL('./phones.ts', import.meta.url));
    stops.push(() => phones.stop());
    const customers = Array.from({ length: chats }, (_, index) => `551198${String(1_000_000 + index)}`);
    await phones.call('addCustomers', customers);
    for (const phone of Object.values(phoneOf)) await phones.call('addPhone', phone);
    const bare = async (phone: string, databaseUrl: string | null) => {
      const worker = startWorker<BareBaileysApi>(new URL('./bare-baileys.ts', import.meta.url));
      stops.push(() => worker.stop());
      return linkBare({ worker, phones, customers, phone, databaseUrl });
    };

    log('starting the product and linking its phone');
    const productProcess = await startProduct({
      databaseUrl: await server.makeDatabase(`${name}_product`),
      whatsappUrl: await phones.call('url'),
      profile,
    });
    stops.push(() => productProcess.stop());
    const product = await linkProduct(productProcess, phones, customers);
    log('linking the bare library, twice');
    const memory = await bare(phoneOf.memory, null);
    const commit = await bare(phoneOf.commit, await server.makeDatabase(`${name}_bare`));
    return { phones, customers, productProcess, product, memory, commit, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function linkProduct(
  product: Product,
  phones: Worker<PhonesApi>,
  customers: string[],
): Promise<Receiver> {
  const phone = phoneOf.product;
  await product.link('Shop', (qr) => phones.call('scanQr', phone, qr));
  await phones.call('settled', phone);
  const tally = new Tally();
  await product.agent.openSocket((event) => {
    if (event.type === 'message.created' && event.data.message.direction === 'inbound') {
      tally.add(event.data.message.text);
    }
  });
  const receiver: Receiver = {
    phone,
    pid: product.pid,
    expect: (prefix, count) => tally.expect(prefix, count),
  };
  await sayHello(receiver, phones, customers);
  const { api } = product.agent;
  const text = 'This is the product';
  const { items } = await api.call(ticketEndpoints.listTickets, { query: { tab: 'waiting', limit: 100 } });
  for (const { id: ticketId } of items) {
    await api.call(ticketEndpoints.acceptTicket, { params: { ticketId } });
    const body = { clientId: randomUUID(), text };
    await api.call(messageEndpoints.sendMessage, { params: { ticketId }, body });
  }
  await phones.call('answered', customers, text);
  await phones.call('settled', phone);
  return receiver;
}

async function linkBare(options: {
  worker: Worker<BareBaileysApi>;
  phones: Worker<PhonesApi>;
  customers: string[];
  phone: string;
  databaseUrl: string | null;
}): Promise<Receiver> {
  const { worker, phones, customers, phone, databaseUrl } = options;
  const qr = await worker.call('start', await phones.call('url'), databaseUrl);
  await phones.call('scanQr', phone, qr);
  await worker.call('linked');
  await phones.call('settled', phone);
  const receiver: Receiver = {
    phone,
    pid: worker.pid,
    expect: (prefix, count) => worker.call('expect', prefix, count),
  };
  await sayHello(receiver, phones, customers);
  const text = `This is ${phone}`;
  await worker.call('send', customers, text);
  await phones.call('answered', customers, text);
  await phones.call('settled', phone);
  return receiver;
}

/** The first message of each customer, which makes the sessions. */
async function sayHello(receiver: Receiver, phones: Worker<PhonesApi>, customers: string[]): Promise<void> {
  const texts = customers.map((_, index) => `${hello}${index}`);
  const came = receiver.expect(hello, texts.length);
  await phones.call('burst', receiver.phone, customers, texts);
  await came;
}
