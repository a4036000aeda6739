import type { FieldKind, FieldValue } from '@ticketz/contract/contact-fields';
import type { Schedule } from '@ticketz/contract/opening-hours';
import type { Language } from '@ticketz/contract/preferences';
import { fillVariables, type VariableValues, variableValues } from '@ticketz/contract/variables';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { now } from '../../core/clock.ts';
import { query } from '../../core/unit-of-work.ts';
import { type NamedRow, presentContactSummary } from '../contacts/contact.presenter.ts';
import { openingHoursColumn } from '../opening-hours/read-opening-hours.ts';

interface Row extends NamedRow {
  contact_id: string;
  number: number;
  agent: string | null;
  queue: string | null;
  company: string;
  language: Language;
  schedule: Schedule | null;
  fields: { name: string; kind: FieldKind; value: FieldValue | null }[];
}

/** A text as it goes to the customer of a ticket: its variables filled in, in the language of the connection. */
export async function fillForTicket(ticketId: string, text: string): Promise<string> {
  if (!text.includes('{{')) return text;
  const values = await readVariables(ticketId);
  return values ? fillVariables(text, values) : text;
}

async function readVariables(ticketId: string): Promise<VariableValues | null> {
  const [row] = await query<Row>(
    `SELECT t.contact_id, t.number, c.given_name, c.push_name, n.language, k.name AS company, u.name AS agent, q.name AS queue,
            (SELECT i.value FROM contact_identities i WHERE i.contact_id = c.id AND i.kind = 'phone'
              ORDER BY i.created_at LIMIT 1) AS phone,
            ${openingHoursColumn('t.queue_id', 't.connection_id')} AS schedule,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'kind', f.kind, 'value', c.fields->(f.id::text))), '[]')
               FROM contact_fields f) AS fields
       FROM tickets t JOIN contacts c ON c.id = t.contact_id JOIN connections n ON n.id = t.connection_id
       JOIN companies k ON k.id = t.company_id
       LEFT JOIN users u ON u.id = t.assignee_id LEFT JOIN queues q ON q.id = t.queue_id
      WHERE t.id = $1`,
    [ticketId],
  );
  if (!row) return null;
  const { name } = presentContactSummary({ ...row, id: row.contact_id });
  return variableValues({
    contact: { name, phone: readablePhone(row.phone) },
    fields: row.fields,
    ticketNumber: row.number,
    agent: row.agent ?? '',
    queue: row.queue ?? '',
    company: row.company,
    now: now(),
    language: row.language,
    ...(row.schedule ? { timeZone: row.schedule.timeZone } : {}),
  });
}

function readablePhone(digits: string | null): string {
  if (!digits) return '';
  return parsePhoneNumberFromString(`+${digits}`)?.formatInternational() ?? `+${digits}`;
}
