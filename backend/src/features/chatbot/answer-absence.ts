import type { Schedule } from '@ticketz/contract/opening-hours';
import { now } from '../../core/clock.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { tellsAbsence } from '../automatic-texts/tells-absence.ts';
import { queueAutomatic } from '../messages/queue-automatic.ts';
import { openingHoursColumn } from '../opening-hours/read-opening-hours.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';
import { isOnlineInSql } from '../users/presence.ts';

interface Row {
  text: string;
  silent: boolean;
  online: boolean | null;
  schedule: Schedule | null;
  told_at: Date | null;
}

/** Tells a customer who writes outside of the opening hours so, once per absence. True: nobody is there for them now. */
export async function answerAbsence(companyId: string, ticket: TicketRow): Promise<boolean> {
  const row = await queryOne<Row>(
    `SELECT n.out_of_hours_text AS text, c.bot_off OR c.is_group AS silent, ${isOnlineInSql('u')} AS online, a.told_at,
            ${openingHoursColumn('$2::uuid', 'n.id')} AS schedule
       FROM connections n JOIN contacts c ON c.id = $3 LEFT JOIN users u ON u.id = $4 AND u.active
       LEFT JOIN absences_told a ON a.connection_id = n.id AND a.contact_id = c.id
      WHERE n.id = $1`,
    [ticket.connection_id, ticket.queue_id, ticket.contact_id, ticket.assignee_id],
  );
  if (!row) return false;
  const at = now();
  const answer = tellsAbsence({
    hours: row.schedule,
    at,
    text: row.text,
    silent: row.silent,
    inGoodHands: ticket.status === 'open' && row.online === true,
    toldAt: row.told_at,
  });
  if (answer === 'tell') {
    await queueAutomatic(companyId, ticket, { text: row.text, file: null });
    await query(
      `INSERT INTO absences_told (connection_id, contact_id, told_at) VALUES ($1, $2, $3)
       ON CONFLICT (company_id, connection_id, contact_id) DO UPDATE SET told_at = excluded.told_at`,
      [ticket.connection_id, ticket.contact_id, at],
    );
  }
  return answer !== 'open';
}
