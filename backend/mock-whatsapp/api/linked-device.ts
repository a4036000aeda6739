import type { Device } from '../data/account.ts';

/** A client (a Baileys socket, say) that is linked to a phone's account. */
export interface LinkedDevice {
  /** 1 for the first one linked; 0 is the phone itself. */
  readonly id: number;
  /** `NUMBER:ID@s.whatsapp.net`. */
  readonly jid: string;
  /** What the client calls itself, such as `Mac OS (CHROME)`. */
  readonly platform: string;
  readonly linkedAt: Date;
  /** Connected and logged in at this moment. */
  readonly online: boolean;
  /** Stanzas the server keeps until this device confirms them. */
  readonly queued: number;
  /** One-time prekeys that are left on the server. */
  readonly preKeys: number;
}

/** A device as people see it; always up to date. */
export function viewOf(device: Device, isOnline: () => boolean): LinkedDevice {
  return {
    id: device.id,
    jid: device.jid,
    platform: device.platform,
    linkedAt: device.linkedAt,
    get online() {
      return isOnline();
    },
    get queued() {
      return device.queue.size;
    },
    get preKeys() {
      return device.preKeys.length;
    },
  };
}
