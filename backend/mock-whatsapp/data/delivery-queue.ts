import type { BinaryNode } from '@whiskeysockets/baileys';

/** What the server keeps for a device until it says that it has it. In order; the same stanza may be there twice. */
export class DeliveryQueue {
  private readonly entries: Map<string, BinaryNode[]>;

  constructor(nodes: BinaryNode[] = []) {
    this.entries = new Map();
    for (const node of nodes) this.add(node);
  }

  get size(): number {
    let size = 0;
    for (const nodes of this.entries.values()) size += nodes.length;
    return size;
  }

  add(node: BinaryNode): void {
    const key = keyOf(node.tag, node.attrs.id, node.attrs.type);
    const nodes = this.entries.get(key);
    if (nodes) nodes.push(node);
    else this.entries.set(key, [node]);
  }

  /** The device has it: forgets the oldest entry of that kind and id. */
  confirm(tag: string, id: string | undefined, type?: string): void {
    const key = keyOf(tag, id, type);
    const nodes = this.entries.get(key);
    if (!nodes) return;
    nodes.shift();
    if (nodes.length === 0) this.entries.delete(key);
  }

  /** Everything that waits, the oldest first. */
  pending(): BinaryNode[] {
    return [...this.entries.values()].flat();
  }
}

// A message is confirmed by a receipt, whose type has nothing to do with the message's own.
function keyOf(tag: string, id: string | undefined, type: string | undefined): string {
  return tag === 'message' ? `message ${id}` : `${tag} ${id} ${type ?? ''}`;
}
