import { Agent } from 'node:https';
import type { UserFacingSocketConfig } from '@whiskeysockets/baileys';
import type { MockWhatsApp } from '../api/mock-whatsapp.ts';

/** What `fetch` takes as its `dispatcher`, as far as it matters here. */
interface Dispatcher {
  dispatch(options: { origin?: string | URL }, handler: unknown): boolean;
}
type DispatcherClass = new (options: { connect: { ca: string } }) => Dispatcher;

const GLOBAL_DISPATCHER = Symbol.for('undici.globalDispatcher.1');

/**
 * How a client of a test reaches the mock's media host: uploads by `fetchAgent`, downloads by a dispatcher that trusts
 * the certificate, and that leads there what Baileys always asks of mmg.whatsapp.net (history, app state).
 */
export async function mediaAccess(mock: MockWhatsApp): Promise<Partial<UserFacingSocketConfig>> {
  const dispatcher = await mediaDispatcher(mock);
  return {
    fetchAgent: new Agent({ ca: mock.mediaCertificate }),
    // Baileys passes it on to fetch; its types know only what a browser's fetch has.
    options: { dispatcher } as UserFacingSocketConfig['options'],
  };
}

/** For `fetch`, and for `options` of Baileys' downloads. */
export async function mediaDispatcher(mock: MockWhatsApp): Promise<Dispatcher> {
  // Node loads the one behind its own fetch when that is first used.
  await fetch('data:,');
  const Base = Reflect.get(globalThis, GLOBAL_DISPATCHER).constructor as DispatcherClass;
  class ToMock extends Base {
    override dispatch(options: { origin?: string | URL }, handler: unknown): boolean {
      const astray = String(options.origin).includes('mmg.whatsapp.net');
      return super.dispatch(astray ? { ...options, origin: `https://${mock.mediaHost}` } : options, handler);
    }
  }
  return new ToMock({ connect: { ca: mock.mediaCertificate } });
}
