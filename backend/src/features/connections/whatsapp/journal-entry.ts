import { createHash } from 'node:crypto';

/** Whose account got the message: needed to tell the business' own messages from the customer's. */
export interface AccountIds {
  id: string;
  lid: string;
}

/** All that is needed to make a message again without WhatsApp. */
export interface JournalEntry {
  /** What identifies it: the hash of the ciphertext it came as. */
  hash: Buffer;
  /** The attributes of the stanza. */
  attrs: Record<string, string>;
  account: AccountIds;
  /** The padded protocol message; null when it could not be decrypted, or came without content. */
  plaintext: Uint8Array | null;
  /** What WhatsApp itself tells, not encrypted. */
  notice?: Notice | null;
  /** WhatsApp said that this device doesn't get the content, and why. */
  unavailable: string | null;
}

/** Something that WhatsApp tells of a group. People by their addresses, each with both where it says both. */
export interface GroupNotice {
  kind: 'created' | 'subject' | 'joined' | 'left' | 'removed' | 'promoted' | 'demoted';
  subject: string;
  people: [string, string | null][];
}

/** Somebody called, and was rejected. */
export interface CallNotice {
  kind: 'call';
  video: boolean;
}

export type Notice = GroupNotice | CallNotice;

export function hashCiphertext(ciphertext: Uint8Array): Buffer {
  return createHash('sha256').update(ciphertext).digest();
}

type Header = Pick<JournalEntry, 'attrs' | 'account' | 'unavailable' | 'notice'> & { empty: boolean };

/** Length of the header (4 bytes), header as JSON, plaintext. */
export function encodeEntry({ attrs, account, unavailable, notice, plaintext }: JournalEntry): Buffer {
  const header: Header = {
    attrs,
    account,
    unavailable,
    ...(notice ? { notice } : {}),
    empty: plaintext === null,
  };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json, plaintext ?? Buffer.alloc(0)]);
}

export function decodeEntry(hash: Buffer, bytes: Buffer): JournalEntry {
  const end = 4 + bytes.readUInt32BE(0);
  const { empty, ...header }: Header = JSON.parse(bytes.subarray(4, end).toString('utf8'));
  return { hash, ...header, plaintext: empty ? null : bytes.subarray(end) };
}
