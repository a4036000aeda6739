import type { ConsentState, Contact } from '@ticketz/contract/contacts';
import { now } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { getContactFor } from './contact.policy.ts';
import type { TicketRules } from './ticket-rules.ts';
import { tellContact } from './update-contact.ts';

/** Clocks of people's machines may go a little ahead. */
const aheadMs = 5 * 60_000;

/** Takes down that somebody said yes or no to being written to. What was said before stays in the record. */
export async function recordConsent(
  actor: Actor,
  contactId: string,
  { state, how, givenAt }: { state: ConsentState; how: string; givenAt?: string | undefined },
  rules: TicketRules,
): Promise<Contact> {
  await getContactFor(actor, contactId, 'change', rules);
  const at = givenAt ? new Date(givenAt) : now();
  if (at.getTime() > now().getTime() + aheadMs) {
    throw new AppError('validation_failed', {
      issues: [{ path: 'givenAt', code: 'custom', message: 'is in the future' }],
    });
  }
  await query(
    'INSERT INTO contact_consents (contact_id, state, how, given_at, user_id) VALUES ($1, $2, $3, $4, $5)',
    [contactId, state, how, at, actor.userId],
  );
  return tellContact(actor, contactId, rules);
}
