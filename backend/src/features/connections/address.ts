/** Somebody's number or hidden id, as contacts keep it. */
export interface AddressIdentity {
  kind: 'phone' | 'lid';
  value: string;
}

const addressForm = /^(\d+)@(s\.whatsapp\.net|lid)$/;

/** Where a message to this identity goes: what `OpenChannel.send` takes. */
export function addressFor({ kind, value }: AddressIdentity): string {
  return `${value}@${kind === 'phone' ? 's.whatsapp.net' : 'lid'}`;
}

/** Whose address it is. Null for one that no person has. */
export function identityAt(address: string | null): AddressIdentity | null {
  const [, value, server] = addressForm.exec(address ?? '') ?? [];
  return value ? { kind: server === 'lid' ? 'lid' : 'phone', value } : null;
}
