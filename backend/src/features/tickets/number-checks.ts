import type { NumberCheck } from '@ticketz/contract/new-tickets';
import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import type { Logger } from '../../core/logger.ts';
import { signal } from '../../core/realtime.ts';
import { withCompany } from '../../core/tenancy.ts';
import { afterCommit, query, queryOne } from '../../core/unit-of-work.ts';
import type { OpenChannel } from '../connections/channel.ts';
import { type ChannelWork, startChannelWork } from '../connections/channel-work.ts';
import { visibleContacts } from '../contacts/contact.policy.ts';
import { type NamedRow, presentContactSummary } from '../contacts/contact.presenter.ts';
import { parsePhoneNumber } from '../contacts/phone-number.ts';
import { phoneVariants } from '../contacts/phone-variants.ts';
import { ticketRules } from './ticket-rules.ts';

/** Nobody waits longer for the answer. */
const waits = "interval '20 seconds'";
const keeps = "interval '1 day'";

interface CheckRow {
  id: string;
  state: NumberCheck['state'];
  phone: string;
  found_phone: string | null;
}

/** Asks the process that holds the connection whether a number is on WhatsApp. The answer comes a moment later. */
export async function askNumberCheck(
  actor: Actor,
  connectionId: string,
  phoneNumber: string,
): Promise<NumberCheck> {
  const { companyId, userId } = actor;
  const connection = await queryOne('SELECT 1 FROM connections WHERE id = $1 AND deleted_at IS NULL', [
    connectionId,
  ]);
  if (!connection) throw notFound();
  const phone = parsePhoneNumber(phoneNumber);
  await query(`DELETE FROM number_checks WHERE asked_at < now() - ${keeps}`);
  const row = await queryOne<CheckRow>(
    `INSERT INTO number_checks (connection_id, user_id, phone) VALUES ($1, $2, $3)
     RETURNING id, state, phone, found_phone`,
    [connectionId, userId, phone],
  );
  if (!row) throw new Error('The check was not inserted');
  afterCommit(() => signal('outbox.filled', { companyId, connectionId }));
  return present(actor, row);
}

/** One's own check. One that nobody has answered in time has failed. */
export async function readNumberCheck(actor: Actor, checkId: string): Promise<NumberCheck> {
  const row = await queryOne<CheckRow>(
    `SELECT id, phone, found_phone,
            CASE WHEN state = 'asked' AND asked_at < now() - ${waits} THEN 'failed' ELSE state END AS state
       FROM number_checks WHERE id = $1 AND user_id = $2`,
    [checkId, actor.userId],
  );
  if (!row) throw notFound();
  return present(actor, row);
}

async function present(actor: Actor, row: CheckRow): Promise<NumberCheck> {
  const phone = row.found_phone ?? row.phone;
  const contact = await queryOne<NamedRow & { id: string }>(
    `SELECT c.id, c.given_name, c.push_name, i.value AS phone
       FROM contact_identities i JOIN contacts c ON c.id = i.contact_id
      WHERE i.kind = 'phone' AND i.value = ANY ($1) AND ${visibleContacts(actor, ticketRules)} LIMIT 1`,
    [phoneVariants(phone)],
  );
  return {
    id: row.id,
    state: row.state,
    phoneNumber: phone,
    contact: contact && presentContactSummary(contact),
  };
}

/** Answers the checks of the connections that this process holds open. */
export function startNumberChecks(logger: Logger): ChannelWork {
  return startChannelWork(answerAll, { logger, failed: 'Numbers were not checked' });
}

async function answerAll(channel: OpenChannel): Promise<void> {
  const waiting = await withCompany(channel.companyId, () =>
    query<{ id: string; phone: string }>(
      `SELECT id, phone FROM number_checks
        WHERE connection_id = $1 AND state = 'asked' AND asked_at > now() - ${waits} ORDER BY id LIMIT 20`,
      [channel.connectionId],
    ),
  );
  for (const { id, phone } of waiting) {
    const found = await channel.checkNumber(phoneVariants(phone)).catch(() => 'failed' as const);
    const state = found === 'failed' ? 'failed' : found ? 'found' : 'not_found';
    const known = found === 'failed' ? null : found;
    await withCompany(channel.companyId, () =>
      query(`UPDATE number_checks SET state = $2, found_phone = $3, address = $4 WHERE id = $1`, [
        id,
        state,
        known?.phone ?? null,
        known?.address ?? null,
      ]),
    );
  }
}
