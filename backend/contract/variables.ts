import type { FieldKind, FieldValue } from './contact-fields.ts';
import type { Language } from './preferences.ts';

/** What can stand between `{{` and `}}`, beside the names of the company's own contact fields. */
export const variableNames = [
  'name',
  'first_name',
  'phone',
  'greeting',
  'agent',
  'queue',
  'ticket',
  'protocol',
  'date',
  'time',
  'company',
] as const;
export type VariableName = (typeof variableNames)[number];

/** What each variable says, by its name in lower case. */
export type VariableValues = ReadonlyMap<string, string>;

const place = /\{\{([^{}\r\n]{1,80})\}\}/g;

/** A text with its variables filled in, once and plainly. What isn't known stays as it is written. */
export function fillVariables(text: string, values: VariableValues): string {
  return text.replace(place, (whole, name: string) => values.get(name.trim().toLowerCase()) ?? whole);
}

/** What is known of a conversation; empty texts for what isn't. */
export interface VariableFacts {
  contact: { name: string; phone: string };
  /** What the company wrote down of the contact in fields of its own. */
  fields: readonly { name: string; kind: FieldKind; value: FieldValue | null }[];
  ticketNumber: number;
  agent: string;
  queue: string;
  company: string;
  now: Date;
  language: Language;
  /** Where it is now; without it wherever this runs. */
  timeZone?: string;
}

/** In the morning, in the afternoon, in the evening; yes, no. */
const words: Record<Language, { greetings: [string, string, string]; yes: string; no: string }> = {
  en: { greetings: ['Good morning', 'Good afternoon', 'Good evening'], yes: 'yes', no: 'no' },
  'pt-BR': { greetings: ['Bom dia', 'Boa tarde', 'Boa noite'], yes: 'sim', no: 'não' },
  es: { greetings: ['Buenos días', 'Buenas tardes', 'Buenas noches'], yes: 'sí', no: 'no' },
};

/** What the variables say in a conversation at this moment. A field that is called like a variable of ours doesn't count. */
export function variableValues(facts: VariableFacts): VariableValues {
  const { contact, fields, agent, queue, company, now, language, timeZone } = facts;
  const number = String(facts.ticketNumber);
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone });
  const own: Record<VariableName, string> = {
    name: contact.name,
    first_name: contact.name.trim().split(/\s+/u)[0] ?? '',
    phone: contact.phone,
    greeting: greetingAt(now, language, timeZone),
    agent,
    queue,
    ticket: number,
    protocol: number,
    date: format({ dateStyle: 'short' }).format(now),
    time: format({ timeStyle: 'short' }).format(now),
    company,
  };
  const ofFields = fields.map(({ name, kind, value }): [string, string] => [
    name.trim().toLowerCase(),
    fieldText(kind, value, language),
  ]);
  return new Map([...ofFields, ...Object.entries(own)]);
}

function greetingAt(now: Date, language: Language, timeZone: string | undefined): string {
  const clock = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone });
  const hour = Number(clock.format(now));
  const [morning, afternoon, evening] = words[language].greetings;
  return hour >= 5 && hour < 12 ? morning : hour >= 12 && hour < 18 ? afternoon : evening;
}

function fieldText(kind: FieldKind, value: FieldValue | null, language: Language): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? words[language].yes : words[language].no;
  if (typeof value === 'number') return new Intl.NumberFormat(language).format(value);
  const day = kind === 'date' ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(day)) return value;
  return new Intl.DateTimeFormat(language, { dateStyle: 'short', timeZone: 'UTC' }).format(day);
}
