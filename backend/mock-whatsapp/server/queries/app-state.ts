import type { BinaryNode } from '@whiskeysockets/baileys';
import { proto } from '@whiskeysockets/baileys';
import type { Account, Collection } from '../../data/account.ts';
import { collectionOf, snapshotReference } from '../app-state.ts';
import type { Network } from '../network.ts';
import { bytesOf, child, childrenOf, el, type IqError } from '../nodes.ts';
import { askerOf, type QueryHandler } from './types.ts';

/** The app state (archived, pinned, muted chats …): keeps the patches of each collection, and gives those one lacks. */
export const answerAppState: QueryHandler = (context, query) => {
  const { account } = askerOf(context);
  const collections = childrenOf(child(query, 'sync')).map((request) =>
    answerCollection(context.network, account, request),
  );
  context.network.hooks.changed();
  return [el('sync', {}, collections)];
};

function answerCollection(network: Network, account: Account, request: BinaryNode): BinaryNode {
  const name = request.attrs.name ?? '';
  const from = Number(request.attrs.version ?? 0);
  const collection = collectionOf(account, name);
  const patch = bytesOf(child(request, 'patch'));
  if (patch && from !== collection.version) return conflict(name, collection, from);
  if (patch) {
    collection.version += 1;
    collection.patches.push(withVersion(patch, collection.version));
    return el('collection', { name, version: String(collection.version) });
  }
  const attrs = { name, version: String(collection.version), type: 'full' };
  const { snapshot } = collection;
  if (!snapshot || request.attrs.return_snapshot !== 'true') {
    return el('collection', attrs, [patchesAfter(collection, from)]);
  }
  const reference = el('snapshot', {}, snapshotReference(network, snapshot.bytes));
  return el('collection', attrs, [reference, patchesAfter(collection, snapshot.version)]);
}

// Another device was faster: it first has to take the patches it lacks.
function conflict(name: string, collection: Collection, from: number): BinaryNode {
  const code: IqError['code'] = 409;
  const attrs = { name, type: 'error', version: String(collection.version) };
  return el('collection', attrs, [
    el('error', { code: String(code), text: 'conflict' }),
    patchesAfter(collection, from),
  ]);
}

function patchesAfter(collection: Collection, from: number): BinaryNode {
  const lacking = collection.patches.slice(from);
  return el(
    'patches',
    {},
    lacking.map((patch) => el('patch', {}, patch)),
  );
}

function withVersion(patch: Uint8Array, version: number): Uint8Array {
  const decoded = proto.SyncdPatch.decode(patch);
  decoded.version = proto.SyncdVersion.create({ version });
  return proto.SyncdPatch.encode(decoded).finish();
}
