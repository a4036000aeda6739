import type { Contact, ContactSummary } from '@ticketz/contract/contacts';

/** What a contact is called, from what we know of them. */
export interface NamedRow {
  given_name: string | null;
  push_name: string | null;
  phone: string | null;
}

export interface ContactRow extends NamedRow {
  id: string;
  created_at: Date;
  identities: { kind: 'phone' | 'lid'; value: string }[];
  ticket_count: number;
}

/** The name the company gave, the name the person gave, the number; an unnamed hidden id is a row of dots. */
export function contactName({ given_name, push_name, phone }: NamedRow): string {
  return given_name ?? push_name ?? (phone ? `+${phone}` : '•••');
}

export function presentContactSummary(row: NamedRow & { id: string }): ContactSummary {
  return { id: row.id, name: contactName(row), phoneNumber: row.phone };
}

export function presentContact(row: ContactRow): Contact {
  return {
    ...presentContactSummary(row),
    pushName: row.push_name,
    identities: row.identities,
    ticketCount: row.ticket_count,
    createdAt: row.created_at.toISOString(),
  };
}
