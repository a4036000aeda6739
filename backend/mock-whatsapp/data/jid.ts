import { createHash } from 'node:crypto';
import { jidDecode, S_WHATSAPP_NET } from '@whiskeysockets/baileys';

/** The address of the server itself. */
export const SERVER = S_WHATSAPP_NET.slice(1);

/** A parsed address: who, in which numbering, on which of their devices (0 is the phone). */
export interface Address {
  user: string;
  server: string;
  device: number;
}

/** `NUMBER@s.whatsapp.net`, or `NUMBER:DEVICE@s.whatsapp.net`. */
export function phoneJid(number: string, device = 0): string {
  return `${number}${device ? `:${device}` : ''}@${SERVER}`;
}

/** `LID@lid`, or `LID:DEVICE@lid`. */
export function lidJid(lid: string, device = 0): string {
  return `${lid}${device ? `:${device}` : ''}@lid`;
}

/** Parses an address of a person; undefined for what isn't one (groups, the server, rubbish). */
export function parseJid(jid: string | undefined): Address | undefined {
  const decoded = jidDecode(jid);
  if (!decoded?.user) return undefined;
  return { user: decoded.user, server: decoded.server, device: decoded.device ?? 0 };
}

/** A LID that is always the same for a number: 15 digits, like the real ones. */
export function deriveLid(number: string): string {
  const hash = createHash('sha256').update(`lid:${number}`).digest();
  return `1${(hash.readBigUInt64BE() % 10n ** 14n).toString().padStart(14, '0')}`;
}

/** The other way to write a Brazilian mobile number: with or without the ninth digit. */
export function brazilianTwin(number: string): string | undefined {
  const match = /^55(\d{2})(9?)(\d{8})$/.exec(number);
  if (!match) return undefined;
  const [, area, nine, rest] = match;
  return nine ? `55${area}${rest}` : `55${area}9${rest}`;
}
