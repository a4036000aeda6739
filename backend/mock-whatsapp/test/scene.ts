import type { UserFacingSocketConfig } from '@whiskeysockets/baileys';
import { afterEach, beforeEach } from 'vitest';
import type { Customer } from '../api/customer.ts';
import { MockWhatsApp } from '../api/mock-whatsapp.ts';
import type { Phone } from '../api/phone.ts';
import { BaileysClient } from './baileys-client.ts';

/** What most tests start from: a shop with a phone, Ana who writes to it, Leo who writes from his LID. */
export interface Scene {
  mock: MockWhatsApp;
  shop: Phone;
  ana: Customer;
  leo: Customer;
  /** A client; ended after the test. */
  client(config?: Partial<UserFacingSocketConfig>): BaileysClient;
  /** A client that is linked to the shop and online. */
  linked(config?: Partial<UserFacingSocketConfig>): Promise<BaileysClient>;
}

/** Sets a scene before each test of a file, and clears it away after it. */
export function useScene(): Scene {
  const clients: BaileysClient[] = [];
  const scene = {
    client(config) {
      const client = new BaileysClient(scene.mock, config);
      clients.push(client);
      return client;
    },
    async linked(config) {
      const client = scene.client(config);
      await client.link(scene.shop);
      return client;
    },
  } as Scene;
  beforeEach(async () => {
    scene.mock = await MockWhatsApp.start();
    scene.shop = scene.mock.addPhone({ number: '5511900000001', name: 'The shop' });
    scene.ana = scene.mock.addCustomer({ number: '5511988887777', name: 'Ana' });
    scene.leo = scene.mock.addCustomer({ number: '351912345678', name: 'Leo', addressing: 'lid' });
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.end()));
    await scene.mock.stop();
  });
  return scene;
}
