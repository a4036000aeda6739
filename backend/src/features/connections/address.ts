/** Somebody's number or hidden id, or a group's id, as contacts keep it. */
export interface AddressIdentity {
  kind: 'phone' | 'lid' | 'group';
  value: string;
}

const addressForm = /^([\d-]+)@(s\.whatsapp\.net|lid|g\.us)$/;

const servers = { phone: 's.whatsapp.net', lid: 'lid', group: 'g.us' } as const;

/** Where a message to this identity goes: what `OpenChannel.send` takes. */
export function addressFor({ kind, value }: AddressIdentity): string {
  return `${value}@${servers[kind]}`;
}

/** Whose address it is. Null for one that no person or group has. */
export function identityAt(address: string | null): AddressIdentity | null {
  const [, value, server] = addressForm.exec(address ?? '') ?? [];
  if (!value || !server) return null;
  return { kind: server === 'lid' ? 'lid' : server === 'g.us' ? 'group' : 'phone', value };
}
