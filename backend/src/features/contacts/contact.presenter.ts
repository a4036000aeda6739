import type { FieldValue } from '@ticketz/contract/contact-fields';
import type { ConsentState, Contact, ContactSummary } from '@ticketz/contract/contacts';
import { type Language, languages } from '@ticketz/contract/preferences';

/** What a contact is called, from what we know of them. */
export interface NamedRow {
  given_name: string | null;
  push_name: string | null;
  phone: string | null;
}

export interface ContactRow extends NamedRow {
  id: string;
  created_at: Date;
  email: string | null;
  language: string | null;
  notes: string;
  bot_off: boolean;
  blocked_at: Date | null;
  fields: Record<string, FieldValue>;
  identities: { kind: 'phone' | 'lid'; value: string }[];
  tag_ids: string[];
  consents: { state: ConsentState; how: string; given_at: string; by: string | null }[];
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
    givenName: row.given_name,
    pushName: row.push_name,
    identities: row.identities,
    email: row.email,
    language: languageOf(row.language),
    notes: row.notes,
    botOff: row.bot_off,
    blocked: row.blocked_at !== null,
    consents: row.consents.map(({ given_at, ...consent }) => ({
      ...consent,
      givenAt: new Date(given_at).toISOString(),
    })),
    tagIds: row.tag_ids,
    fields: Object.entries(row.fields).map(([fieldId, value]) => ({ fieldId, value })),
    ticketCount: row.ticket_count,
    createdAt: row.created_at.toISOString(),
  };
}

function languageOf(text: string | null): Language | null {
  return languages.find((language) => language === text) ?? null;
}
