import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import {
  type BinaryNode,
  decodeSyncdMutations,
  getBinaryNodeChild,
  getBinaryNodeChildren,
  newLTHashState,
  proto,
  S_WHATSAPP_NET,
  type WASocket,
} from '@whiskeysockets/baileys';
import { AccountError, type PhoneBookEntry } from '../channel.ts';
import { fetchMedia, type MediaHost } from './media-host.ts';
import { identityOf, sameIdentity } from './whatsapp-address.ts';

/** The part of the app state that holds the address book. */
const collectionName = 'critical_unblock_low';
const mostBytes = 64 * 1024 * 1024;
/** What waits for the process in between is served. */
const atOnce = 100;
/** WhatsApp gives some hundred changes at a time. */
const mostRounds = 200;

const { SyncdOperation } = proto.SyncdMutation;
type Key = proto.Message.IAppStateSyncKeyData | null;

type Entry = proto.SyncActionValue.IContactAction;

interface Limits {
  most: number;
  signal: AbortSignal;
}

/**
 * The whole address book as WhatsApp has it now, from its beginning: what Baileys has told before is gone, and asking this
 * way leaves Baileys' own state alone.
 */
export async function readPhoneBook(
  socket: WASocket,
  mediaHost: MediaHost,
  { most, signal }: Limits,
): Promise<PhoneBookEntry[]> {
  const book = new Map<string, Entry>();
  const keys = new Map<string, Promise<Key>>();
  const keyOf = (id: string) => {
    const known = keys.get(id) ?? findKey(socket, id);
    keys.set(id, known);
    return known;
  };
  const take = async (mutations: proto.ISyncdMutation[]) => {
    for (const [index, mutation] of mutations.entries()) {
      if (index % atOnce === 0) await setImmediate(undefined, { signal });
      await apply(book, mutation, keyOf);
    }
    if (book.size > most) throw new AccountError('too_large');
  };
  const download = (reference: proto.IExternalBlobReference) => fetchBlob(mediaHost, reference, signal);
  for (let [version, round] = [0, 0]; round < mostRounds; round += 1) {
    const collection = await ask(socket, version);
    const snapshot = contentOf(getBinaryNodeChild(collection, 'snapshot'));
    if (snapshot) {
      const bytes = await download(proto.ExternalBlobReference.decode(snapshot));
      const { records, version: reached } = proto.SyncdSnapshot.decode(bytes);
      await take(records.map((record) => ({ operation: SyncdOperation.SET, record })));
      version = Number(reached?.version ?? version);
    }
    const patches = getBinaryNodeChildren(getBinaryNodeChild(collection, 'patches'), 'patch');
    for (const node of patches) {
      const patch = proto.SyncdPatch.decode(contentOf(node) ?? new Uint8Array());
      const { externalMutations } = patch;
      const others = externalMutations && proto.SyncdMutations.decode(await download(externalMutations));
      await take([...patch.mutations, ...(others?.mutations ?? [])]);
      version = Number(patch.version?.version ?? version + 1);
    }
    if (collection.attrs.has_more_patches !== 'true' || (!snapshot && patches.length === 0)) break;
  }
  return present(socket, book);
}

async function ask(socket: WASocket, version: number): Promise<BinaryNode> {
  const attrs = { name: collectionName, version: String(version), return_snapshot: String(version === 0) };
  const answer = await socket.query({
    tag: 'iq',
    attrs: { to: S_WHATSAPP_NET, xmlns: 'w:sync:app:state', type: 'set' },
    content: [{ tag: 'sync', attrs: {}, content: [{ tag: 'collection', attrs }] }],
  });
  const sync = getBinaryNodeChild(answer, 'sync');
  const collection = getBinaryNodeChild(sync, 'collection');
  if (!collection || collection.attrs.type === 'error') throw new AccountError('refused');
  return collection;
}

async function findKey(socket: WASocket, id: string): Promise<Key> {
  return (await socket.authState.keys.get('app-state-sync-key', [id]))[id] ?? null;
}

/** What its signature doesn't fit is left out; without the phone's key nothing can be read at all. */
async function apply(
  book: Map<string, Entry>,
  mutation: proto.ISyncdMutation,
  keyOf: (id: string) => Promise<Key>,
): Promise<void> {
  const keyId = Buffer.from(mutation.record?.keyId?.id ?? []).toString('base64');
  if (!(await keyOf(keyId))) throw new AccountError('unreadable');
  await decodeSyncdMutations(
    [mutation],
    newLTHashState(),
    keyOf,
    ({ index: [kind, jid], syncAction }) => {
      if (!jid) return;
      const action = syncAction.value?.contactAction ?? syncAction.value?.lidContactAction;
      if (mutation.operation === SyncdOperation.SET && action) book.set(jid, action);
      else if (kind?.endsWith('contact')) book.delete(jid);
    },
    true,
  ).catch((error: unknown) => {
    throw new AccountError('unreadable', error);
  });
}

async function fetchBlob(
  mediaHost: MediaHost,
  { directPath, mediaKey, fileSha256, fileEncSha256 }: proto.IExternalBlobReference,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (!directPath || !mediaKey || !fileSha256 || !fileEncSha256) throw new AccountError('unreadable');
  const source = { mediaClass: 'app-state', directPath, mediaKey, fileSha256, fileEncSha256 } as const;
  const limits = { maxBytes: mostBytes, signal };
  return buffer(await fetchMedia(mediaHost, { ...source, size: null, message: null }, limits));
}

/** In the order of their names, once each, without the phone's own number. */
async function present(socket: WASocket, book: Map<string, Entry>): Promise<PhoneBookEntry[]> {
  const people = new Map<string, PhoneBookEntry>();
  for (const [jid, action] of book) {
    const name = (action.fullName || action.firstName || action.username || '').trim();
    const phone = await phoneOf(socket, jid, action);
    const own = socket.authState.creds.me;
    if (name === '' || sameIdentity(jid, own?.id) || sameIdentity(jid, own?.lid)) continue;
    const key = phone ?? jid;
    if (!people.has(key)) people.set(key, { name, phone });
  }
  return [...people.values()].toSorted((one, other) => one.name.localeCompare(other.name));
}

async function phoneOf(socket: WASocket, jid: string, { pnJid }: Entry): Promise<string | null> {
  const identity = identityOf(jid);
  if (identity?.kind === 'phone') return identity.value;
  const known = identityOf(pnJid) ?? identityOf(await socket.signalRepository.lidMapping.getPNForLID(jid));
  return known?.kind === 'phone' ? known.value : null;
}

function contentOf(node: BinaryNode | undefined): Uint8Array | null {
  return node?.content instanceof Uint8Array && node.content.length > 0 ? node.content : null;
}
