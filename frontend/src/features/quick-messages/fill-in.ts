const place = /\{\{[ \t]{0,8}([a-z_]{1,40})[ \t]{0,8}\}\}/g;

/** What can stand between `{{` and `}}`. */
export const variableNames = [
  'name',
  'first_name',
  'phone',
  'greeting',
  'agent',
  'ticket',
  'protocol',
  'date',
  'time',
  'company',
] as const;
export type VariableName = (typeof variableNames)[number];
export type Values = Readonly<Record<VariableName, string>>;

/** A text with its variables filled in, once and plainly. What isn't known stays as it is written. */
export function fillIn(text: string, values: Values): string {
  return text.replace(place, (whole, name: string) => {
    const known = variableNames.find((one) => one === name);
    return known ? values[known] : whole;
  });
}

interface Facts {
  contact: { name: string; phone: string };
  ticketNumber: number;
  agent: string;
  company: string;
  now: Date;
  language: string;
  /** For the morning, the afternoon and the evening. */
  greetings: readonly [string, string, string];
}

/** What the variables say in a conversation at this moment. */
export function valuesOf({ contact, ticketNumber, agent, company, now, language, greetings }: Facts): Values {
  const hour = now.getHours();
  const [morning, afternoon, evening] = greetings;
  const number = String(ticketNumber);
  return {
    name: contact.name,
    first_name: contact.name.trim().split(/\s+/u)[0] ?? '',
    phone: contact.phone,
    greeting: hour >= 5 && hour < 12 ? morning : hour >= 12 && hour < 18 ? afternoon : evening,
    agent,
    ticket: number,
    protocol: number,
    date: new Intl.DateTimeFormat(language, { dateStyle: 'short' }).format(now),
    time: new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(now),
    company,
  };
}
