import { MockWhatsApp } from '../api/mock-whatsapp.ts';
import type { Phone } from '../api/phone.ts';
import { startControl } from './start-control.ts';

export interface DemoWhatsAppOptions {
  /** Where clients connect (WebSocket); default: a free port. */
  port?: number;
  /** Where encrypted media goes; default: a free port. */
  mediaPort?: number;
  /** Where the demo phone's page is; default: a free port. */
  controlPort?: number;
  /** Keeps linked devices and chats over restarts; default: memory only. */
  stateFile?: string;
  /** The built demo phone; default: where `npm run build` puts it. */
  pageDirectory?: string;
}

export interface DemoWhatsApp {
  whatsapp: MockWhatsApp;
  /** For Baileys' `waWebSocketUrl`. */
  url: string;
  /** The demo phone, for a browser. `?scan=` and the encoded text of a QR code offers to link it. */
  phoneUrl: string;
  close(): Promise<void>;
}

export const DEMO_PHONE = { number: '5511999990001', name: 'Loja Aurora' };

const DEMO_CUSTOMERS = [
  { number: '5511987654321', name: 'Maria Oliveira' },
  { number: '351912345678', name: 'João Ferreira' },
  { number: '34612345678', name: 'Ana García' },
  { number: '14155550132', name: 'Emily Carter' },
  { number: '5521998761234', name: 'Rafael Souza', addressing: 'lid' as const },
];

/** Whom the shop's phone has in its address book; the last one has never written. */
const ADDRESS_BOOK = [
  { number: '5511987654321', name: 'Maria (padaria)' },
  { number: '351912345678', name: 'João Ferreira' },
  { number: '5521998761234', name: 'Rafa fornecedor' },
  { number: '5511976543210', name: 'Contadora Lúcia' },
];

/** A WhatsApp to try the product on: a shop's phone, five customers, and the page to play all of them. */
export async function startDemoWhatsApp(options: DemoWhatsAppOptions = {}): Promise<DemoWhatsApp> {
  const { port, mediaPort, controlPort, stateFile, pageDirectory } = options;
  const whatsapp = await MockWhatsApp.start({ port, mediaPort, stateFile });
  try {
    await stockAddressBook(whatsapp.addPhone(DEMO_PHONE));
    for (const customer of DEMO_CUSTOMERS) whatsapp.addCustomer(customer);
    if (whatsapp.groups.length === 0) await openGroup(whatsapp);
    const control = await startControl(whatsapp, { port: controlPort, pageDirectory });
    const close = async () => {
      await control.close();
      await whatsapp.stop();
    };
    return { whatsapp, url: whatsapp.url, phoneUrl: control.url, close };
  } catch (error) {
    await whatsapp.stop();
    throw error;
  }
}

/** A group of the shop and three of its customers, in which all of them have said something. */
async function openGroup(whatsapp: MockWhatsApp): Promise<void> {
  const shop = whatsapp.phone(DEMO_PHONE.number);
  const [maria, joao, , , rafael] = whatsapp.customers;
  if (!maria || !joao || !rafael) return;
  const group = whatsapp.createGroup({ subject: 'Revendedores', by: shop, members: [maria, joao, rafael] });
  await maria.sendText(group, 'Bom dia! A sacola grande já voltou?');
  await shop.sendText(group, 'Bom dia! Chega amanhã cedo.');
  await joao.sendText(group, 'Separa dez para mim, por favor.');
  await rafael.sendText(group, '👍');
}

/** Once: a demo that goes on has it already. */
async function stockAddressBook(phone: Phone): Promise<void> {
  if (phone.hasAddressBook) return;
  for (const entry of ADDRESS_BOOK) await phone.saveContact(entry);
}
