import type { PrivacyChanges } from '@ticketz/contract/account-privacy';
import type { ErrorCode } from '@ticketz/contract/errors';
import { delay } from '../../core/clock.ts';
import { AppError, notFound } from '../../core/errors.ts';
import { signal } from '../../core/realtime.ts';
import { withCompany } from '../../core/tenancy.ts';
import { afterCommit, query, queryOne } from '../../core/unit-of-work.ts';
import type { AccountTrouble } from './channel.ts';

/** What can be asked of the account behind a connection. */
export type ChannelQuestion =
  | { kind: 'phone_book'; most: number }
  | { kind: 'privacy' }
  | { kind: 'change_privacy'; changes: PrivacyChanges };

/** Nobody waits longer for an answer, and nobody answers later. */
export const waitSeconds = 30;
const lookEveryMs = 100;

const codes: Record<AccountTrouble, ErrorCode> = {
  silent: 'whatsapp_silent',
  refused: 'whatsapp_refused',
  unreadable: 'phone_book_unreadable',
  too_large: 'payload_too_large',
};

/**
 * Has the process that holds the connection ask the account, and waits for the answer, outside of any unit of work. Throws
 * `connection_not_open`, or the code of what went wrong.
 */
export async function askChannel(
  companyId: string,
  connectionId: string,
  question: ChannelQuestion,
): Promise<unknown> {
  const id = await withCompany(companyId, () => put(companyId, connectionId, question));
  try {
    await answered(companyId, id);
  } finally {
    await withCompany(companyId, () =>
      query(`DELETE FROM channel_questions WHERE id = $1 AND state = 'asked'`, [id]),
    );
  }
  const row = await withCompany(companyId, () =>
    queryOne<{ answer: string | null; trouble: AccountTrouble | null }>(
      'DELETE FROM channel_questions WHERE id = $1 RETURNING answer, trouble',
      [id],
    ),
  );
  if (!row || row.answer === null) throw new AppError(codes[row?.trouble ?? 'silent']);
  return JSON.parse(row.answer);
}

async function put(companyId: string, connectionId: string, question: ChannelQuestion): Promise<string> {
  const connection = await queryOne<{ open: boolean }>(
    `SELECT state = 'connected' AND owner_id IS NOT NULL AND lease_until > now() AS open
       FROM connections WHERE id = $1 AND deleted_at IS NULL`,
    [connectionId],
  );
  if (!connection) throw notFound();
  if (!connection.open) throw new AppError('connection_not_open');
  const row = await queryOne<{ id: string }>(
    'INSERT INTO channel_questions (connection_id, question) VALUES ($1, $2) RETURNING id',
    [connectionId, JSON.stringify(question)],
  );
  if (!row) throw new Error('The question was not inserted');
  afterCommit(() => signal('outbox.filled', { companyId, connectionId }));
  return row.id;
}

async function answered(companyId: string, id: string): Promise<void> {
  const deadline = Date.now() + waitSeconds * 1000;
  while (Date.now() < deadline) {
    const waiting = await withCompany(companyId, () =>
      queryOne("SELECT 1 FROM channel_questions WHERE id = $1 AND state = 'asked'", [id]),
    );
    if (!waiting) return;
    await delay(lookEveryMs);
  }
}
