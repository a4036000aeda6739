import type { BinaryNode, WACallEvent } from '@whiskeysockets/baileys';
import { type AccountIds, hashCiphertext, type JournalEntry } from './journal-entry.ts';
import { readGroupNotice } from './read-group-notice.ts';

/** A message whose content WhatsApp doesn't give to linked devices. Null when the stanza is none. */
export function entryWithoutContent(node: BinaryNode, account: AccountIds): JournalEntry | null {
  const children = Array.isArray(node.content) ? node.content : [];
  const unavailable = children.find(({ tag }) => tag === 'unavailable');
  if (!unavailable || children.some(({ tag }) => tag === 'enc') || node.attrs.category === 'peer')
    return null;
  return {
    hash: hashOf('unavailable', node.attrs),
    attrs: node.attrs,
    account,
    plaintext: null,
    unavailable: unavailable.attrs.type ?? '',
  };
}

/** Who came to a group, left it, named it. Null when the stanza tells nothing of the kind. */
export function entryOfGroupNotice(node: BinaryNode, account: AccountIds): JournalEntry | null {
  const notice = readGroupNotice(node);
  if (!notice) return null;
  return {
    hash: hashOf('notice', node.attrs),
    attrs: node.attrs,
    account,
    plaintext: null,
    unavailable: null,
    notice,
  };
}

export function entryOfCall(
  { id, from, callerPn, date, isVideo }: WACallEvent,
  account: AccountIds,
): JournalEntry {
  return {
    hash: hashOf('call', { from, id }),
    attrs: {
      id,
      from,
      t: String(Math.floor(date.getTime() / 1000)),
      ...(callerPn ? { sender_pn: callerPn } : {}),
    },
    account,
    plaintext: null,
    unavailable: null,
    notice: { kind: 'call', video: isVideo === true },
  };
}

/** What has no ciphertext is known again by its kind, sender and id. */
function hashOf(kind: string, { from, id }: BinaryNode['attrs']): Buffer {
  return hashCiphertext(Buffer.from(`${kind} ${from} ${id}`));
}
