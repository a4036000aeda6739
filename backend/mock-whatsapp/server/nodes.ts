import type { BinaryNode } from '@whiskeysockets/baileys';
import { SERVER } from '../data/jid.ts';

type Attributes = Record<string, string | undefined>;

/** Makes a node; attributes that are undefined are left out. */
export function el(tag: string, attrs: Attributes = {}, content?: BinaryNode['content']): BinaryNode {
  const node: BinaryNode = { tag, attrs: {} };
  for (const [name, value] of Object.entries(attrs)) if (value !== undefined) node.attrs[name] = value;
  if (content !== undefined) node.content = content;
  return node;
}

export function childrenOf(node: BinaryNode | undefined): BinaryNode[] {
  return Array.isArray(node?.content) ? node.content : [];
}

export function child(node: BinaryNode | undefined, tag: string): BinaryNode | undefined {
  return childrenOf(node).find((inner) => inner.tag === tag);
}

/** The bytes of a node, whether they came as bytes or as text. */
export function bytesOf(node: BinaryNode | undefined): Buffer | undefined {
  if (node?.content === undefined || Array.isArray(node.content)) return undefined;
  return typeof node.content === 'string' ? Buffer.from(node.content) : Buffer.from(node.content);
}

/** The bytes of a child that has to be there. */
export function childBytes(node: BinaryNode | undefined, tag: string): Buffer {
  const bytes = bytesOf(child(node, tag));
  if (!bytes) throw new IqError(400, `<${tag}> is missing`);
  return bytes;
}

/** A query's answer is an error with this code. */
export class IqError extends Error {
  readonly code: number;
  constructor(code: number, text: string) {
    super(text);
    this.code = code;
  }
}

export function iqResult(query: BinaryNode, content: BinaryNode[] = []): BinaryNode {
  return el('iq', { from: SERVER, type: 'result', id: query.attrs.id }, content);
}

export function iqError(query: BinaryNode, error: IqError): BinaryNode {
  const reason = el('error', { code: String(error.code), text: error.message });
  return el('iq', { from: SERVER, type: 'error', id: query.attrs.id }, [reason]);
}

/** Now, in seconds, as attributes have it. */
export function seconds(date = new Date()): string {
  return String(Math.floor(date.getTime() / 1000));
}

export function bigEndian(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}
