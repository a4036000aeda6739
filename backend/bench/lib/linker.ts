import { quietLibsignal } from '../../src/features/connections/whatsapp/quiet-libsignal.ts';
import { linkDevice, type NewDevice } from './link-device.ts';
import type { SavedAccount } from './memory-auth.ts';
import { serveWorker } from './worker.ts';

/** Links devices to phones, and gives their keys away. */
export type LinkerApi = typeof methods;

quietLibsignal();
const devices = new Map<string, NewDevice>();

const methods = {
  /** Gives the QR code that the phone has to scan. */
  start: async (url: string, number: string): Promise<string> => {
    const device = linkDevice(url);
    devices.set(number, device);
    return device.code;
  },

  finish: async (number: string): Promise<SavedAccount> => {
    const device = devices.get(number);
    if (!device) throw new Error(`${number} is not being linked`);
    devices.delete(number);
    return (await device.linked).save(number);
  },
};

serveWorker(methods);
