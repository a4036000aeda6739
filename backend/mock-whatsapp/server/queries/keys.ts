import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Device } from '../../data/account.ts';
import { parseJid } from '../../data/jid.ts';
import type { PreKeyBundle } from '../../data/key-store.ts';
import { checkPreKeys } from '../delivery.ts';
import type { Network } from '../network.ts';
import { bigEndian, bytesOf, child, childBytes, childrenOf, el, IqError } from '../nodes.ts';
import { askerOf, type QueryHandler } from './types.ts';

const KEY_TYPE = Buffer.from([5]);

/** Prekeys: how many are left, new ones, those of others. */
export const answerKeys: QueryHandler = (context, query) => {
  const device = askerOf(context);
  if (child(query, 'count')) return [el('count', { value: String(device.preKeys.length) })];
  if (child(query, 'digest')) return [digest(device)];
  const request = child(query, 'key');
  if (request) return [el('list', {}, bundles(context.network, request))];
  const rotation = child(query, 'rotate');
  if (rotation) device.signedPreKey = signedPreKey(child(rotation, 'skey'));
  else upload(device, query);
  context.network.hooks.changed();
  return [];
};

function upload(device: Device, query: BinaryNode): void {
  device.identity = childBytes(query, 'identity');
  device.registrationId = childBytes(query, 'registration').readUInt32BE();
  device.signedPreKey = signedPreKey(child(query, 'skey'));
  const known = new Set(device.preKeys.map((key) => key.keyId));
  for (const key of childrenOf(child(query, 'list'))) {
    const keyId = childBytes(key, 'id').readUIntBE(0, 3);
    if (!known.has(keyId)) device.preKeys.push({ keyId, public: childBytes(key, 'value') });
  }
}

function signedPreKey(node: BinaryNode | undefined): PreKeyBundle['signedPreKey'] {
  return {
    keyId: childBytes(node, 'id').readUIntBE(0, 3),
    public: childBytes(node, 'value'),
    signature: childBytes(node, 'signature'),
  };
}

function digest(device: Device): BinaryNode {
  const ids = device.preKeys.map((key) => el('id', {}, bigEndian(key.keyId, 3)));
  return el('digest', {}, [
    el('registration', {}, bigEndian(device.registrationId, 4)),
    el('type', {}, KEY_TYPE),
    el('identity', {}, device.identity),
    el('list', {}, ids),
  ]);
}

function bundles(network: Network, request: BinaryNode): BinaryNode[] {
  const users: BinaryNode[] = [];
  for (const user of childrenOf(request)) {
    const { jid } = user.attrs;
    const bundle = takeBundle(network, jid);
    if (bundle) users.push(bundleNode(jid, bundle));
  }
  return users;
}

/** A bundle of the device at this address: the phone's own keys, or what a linked device has uploaded. */
function takeBundle(network: Network, jid: string | undefined): PreKeyBundle | undefined {
  const account = network.account(jid);
  const id = parseJid(jid)?.device;
  if (!account || id === undefined) return undefined;
  if (id === 0) return account.keys.takeBundle();
  const device = account.devices.get(id);
  return device && takeDeviceBundle(network, device);
}

/** A linked device's bundle; asks it for more keys when they get few. */
export function takeDeviceBundle(network: Network, device: Device): PreKeyBundle {
  const bundle = device.takeBundle();
  if (bundle.preKey) checkPreKeys(network, device);
  return bundle;
}

function bundleNode(jid: string | undefined, bundle: PreKeyBundle): BinaryNode {
  const { signedPreKey, preKey } = bundle;
  const content = [
    el('registration', {}, bigEndian(bundle.registrationId, 4)),
    el('type', {}, KEY_TYPE),
    el('identity', {}, bundle.identity),
    skeyNode(signedPreKey),
  ];
  if (preKey) content.push(keyNode(preKey));
  return el('user', { jid }, content);
}

/** `<skey>`: a signed prekey. */
export function skeyNode(key: PreKeyBundle['signedPreKey']): BinaryNode {
  return el('skey', {}, [
    el('id', {}, bigEndian(key.keyId, 3)),
    el('value', {}, key.public),
    el('signature', {}, key.signature),
  ]);
}

/** `<key>`: a one-time prekey. */
export function keyNode(key: NonNullable<PreKeyBundle['preKey']>): BinaryNode {
  return el('key', {}, [el('id', {}, bigEndian(key.keyId, 3)), el('value', {}, key.public)]);
}

/** The bundle inside a retry receipt, if it holds one. */
export function bundleOfRetry(receipt: BinaryNode): PreKeyBundle | undefined {
  const keys = child(receipt, 'keys');
  const registration = bytesOf(child(receipt, 'registration'));
  if (!keys || !registration) return undefined;
  const key = child(keys, 'key');
  if (!child(keys, 'skey')) throw new IqError(400, 'bad-request');
  return {
    registrationId: registration.readUInt32BE(),
    identity: childBytes(keys, 'identity'),
    signedPreKey: signedPreKey(child(keys, 'skey')),
    preKey: key && { keyId: childBytes(key, 'id').readUIntBE(0, 3), public: childBytes(key, 'value') },
  };
}
