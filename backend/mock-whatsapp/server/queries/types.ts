import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Device } from '../../data/account.ts';
import type { Connection } from '../connection.ts';
import type { Network } from '../network.ts';
import { IqError } from '../nodes.ts';
import type { PairingDesk } from '../pairing.ts';
import type { CodePairing } from '../pairing-code.ts';

/** What a stanza from a client is handled with. */
export interface Context {
  network: Network;
  desk: PairingDesk;
  codes: CodePairing;
  connection: Connection;
}

/** Answers one family of queries: gives what belongs into the result, or throws an `IqError`. */
export type QueryHandler = (context: Context, query: BinaryNode) => BinaryNode[];

/** The linked device that asks; a client that isn't linked gets an error. */
export function askerOf({ connection }: Context): Device {
  if (!connection.device) throw new IqError(401, 'not-authorized');
  return connection.device;
}
