import { randomBytes } from 'node:crypto';

/** A fresh id for a message that we send, in the form that WhatsApp's own web client gives. */
export function createWhatsappMessageId(): string {
  return `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;
}
