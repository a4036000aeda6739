import { proto } from '@whiskeysockets/baileys';
import { SERVER } from '../data/jid.ts';
import type { Connection } from './connection.ts';
import type { Network } from './network.ts';
import { el, seconds } from './nodes.ts';
import type { HandshakeResult } from './noise.ts';
import type { PairingDesk } from './pairing.ts';

/** Who has connected: a new client to be linked, or a linked one that logs in. */
export function welcome(
  network: Network,
  desk: PairingDesk,
  connection: Connection,
  handshake: HandshakeResult,
): void {
  const { payload } = handshake;
  if (payload.devicePairingData) {
    desk.welcome(candidateOf(connection, handshake, payload.devicePairingData));
    return;
  }
  logIn(network, connection, handshake);
}

function logIn(network: Network, connection: Connection, { payload, clientKey }: HandshakeResult): void {
  const account = network.accounts.get(String(payload.username));
  if (account && network.plan.peek('ban', account.number) !== undefined) {
    connection.end(el('failure', { reason: '403', location: 'mock' }));
    return;
  }
  const device = account?.devices.get(payload.device ?? 0);
  if (!device || !clientKey.equals(device.noiseKey)) {
    connection.end(el('failure', { reason: '401', location: 'mock' }));
    return;
  }
  const before = network.attach(device, connection);
  before?.end(el('stream:error', {}, [el('conflict', { type: 'replaced' })]));
  network.hooks.device(device, 'online');
  connection.send(el('success', { t: seconds(), lid: device.lidJid, location: 'mock', from: SERVER }));
}

function candidateOf(
  connection: Connection,
  { clientKey }: HandshakeResult,
  data: proto.ClientPayload.IDevicePairingRegistrationData,
) {
  const { eRegid, eIdent, eSkeyId, eSkeyVal, eSkeySig, deviceProps } = data;
  if (!eRegid || !eIdent || !eSkeyId || !eSkeyVal || !eSkeySig) throw new Error('incomplete registration');
  return {
    connection,
    noiseKey: clientKey,
    identity: Buffer.from(eIdent),
    registrationId: Buffer.from(eRegid).readUInt32BE(),
    signedPreKey: { keyId: Buffer.from(eSkeyId).readUIntBE(0, 3), public: eSkeyVal, signature: eSkeySig },
    platform: platformOf(deviceProps),
  };
}

function platformOf(deviceProps: Uint8Array | null | undefined): string {
  if (!deviceProps) return 'unknown';
  const { os, platformType } = proto.DeviceProps.decode(deviceProps);
  const name = proto.DeviceProps.PlatformType[platformType ?? 0];
  return `${os} (${name})`;
}
