import { generateMessageIDV2 } from '@whiskeysockets/baileys';
import type { Device } from '../data/account.ts';
import { deliver } from './delivery.ts';
import type { Network } from './network.ts';
import { el, seconds } from './nodes.ts';

/** A client is linked: it belongs to the account from now on, and the account's other clients hear of it. */
export function addDevice(network: Network, device: Device): void {
  device.account.devices.set(device.id, device);
  tellSiblings(network, device, 'add');
  network.hooks.device(device, 'linked');
  network.hooks.changed();
}

/** Unlinks a client, tells it so, and the account's other clients. */
export function removeDevice(network: Network, device: Device): void {
  if (!device.account.devices.delete(device.id)) return;
  const conflict = el('conflict', { type: 'device_removed' });
  network.forget(device)?.end(el('stream:error', { code: '401' }, [conflict]));
  tellSiblings(network, device, 'remove');
  network.hooks.device(device, 'removed');
  network.hooks.changed();
}

function tellSiblings(network: Network, device: Device, change: 'add' | 'remove'): void {
  const { account } = device;
  const entry = el('device', { jid: device.jid, 'key-index': String(device.id) });
  for (const sibling of account.devices.values()) {
    if (sibling === device) continue;
    const attrs = { type: 'devices', from: account.jid, id: generateMessageIDV2(), t: seconds() };
    deliver(network, sibling, el('notification', attrs, [el(change, {}, [entry])]));
  }
}
