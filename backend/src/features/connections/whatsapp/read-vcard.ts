import type { ContactCard } from '@ticketz/contract/message-details';
import { toStorable } from '../../../core/storable-text.ts';

/** A card with a photo has more; the photo comes last and isn't shown. */
const maxLength = 20_000;
const maxPhones = 20;

interface Line {
  /** What groups it with its label: `item1` of `item1.TEL`. */
  group: string;
  name: string;
  parameters: string;
  value: string;
}

/** What of a contact card is shown. Anything may come: what doesn't look like a card has just the given name. */
export function readVcard(vcard: string, displayName: string): ContactCard {
  const lines = unfolded(vcard.slice(0, maxLength)).map(parseLine);
  const first = (name: string) => lines.find((line) => line.name === name)?.value ?? '';
  const name = first('FN') || displayName || first('N').replaceAll(';', ' ').trim();
  return {
    name: toStorable(name.trim(), 300),
    phones: lines
      .filter((line) => line.name === 'TEL')
      .slice(0, maxPhones)
      .map((line) => ({ label: labelOf(line, lines), number: numberOf(line) }))
      .filter(({ number }) => number !== ''),
    organization: toStorable(first('ORG').replaceAll(';', ' ').trim(), 300),
  };
}

/** Long lines go on in the next one after a space, or after `=` where they are quoted-printable. */
function unfolded(vcard: string): string[] {
  return vcard
    .replaceAll(/=\r?\n(?=[=\w])/g, '=\n')
    .replaceAll('=\n', '')
    .replaceAll(/\r?\n[ \t]/g, '')
    .split(/\r?\n/);
}

function parseLine(line: string): Line {
  const colon = line.indexOf(':');
  const [head = '', ...parameters] = line.slice(0, Math.max(colon, 0)).split(';');
  const dot = head.lastIndexOf('.');
  const raw = line.slice(colon + 1);
  const quoted = parameters.some((parameter) => /quoted-printable/i.test(parameter));
  return {
    group: head.slice(0, Math.max(dot, 0)).toLowerCase(),
    name: head.slice(dot + 1).toUpperCase(),
    parameters: parameters.join(';'),
    value: unescaped(quoted ? fromQuotedPrintable(raw) : raw),
  };
}

function unescaped(value: string): string {
  return value.replaceAll(/\\([\\;,nN])/g, (_whole, mark: string) => (/n/i.test(mark) ? ' ' : mark));
}

function fromQuotedPrintable(value: string): string {
  const bytes = value.replaceAll(/=([0-9a-f]{2})/gi, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The number as WhatsApp knows it, where it does. */
function numberOf({ parameters, value }: Line): string {
  const known = /(?:^|;)waid=(\d{5,15})(?:;|$)/i.exec(parameters)?.[1];
  return known ?? toStorable(value.trim(), 50);
}

function labelOf({ group, parameters }: Line, lines: Line[]): string {
  const own = group && lines.find((line) => line.name === 'X-ABLABEL' && line.group === group)?.value;
  const type = /(?:^|;)type=(?!pref|voice)([\w-]+)/i.exec(parameters)?.[1];
  return toStorable((own || type || '').replace(/^_\$!<(.*)>!\$_$/, '$1').trim(), 100);
}
