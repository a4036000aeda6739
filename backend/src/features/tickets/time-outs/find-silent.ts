import { query } from '../../../core/unit-of-work.ts';
import { settingInSql } from '../../settings/company-settings.ts';

const mostAtOnce = 500;

/** Since when nothing has happened in the ticket `t`, as SQL. */
export const silentSince = 'greatest(t.last_message_at, t.accepted_at, t.woken_at)';

/** Tickets, of all companies, in which somebody has been silent by the clock for as long as their company allows. */
export function findSilent(): Promise<{ company_id: string; id: string }[]> {
  const minutes = (key: 'customerSilentMinutes' | 'agentSilentMinutes' | 'botSilentMinutes') =>
    settingInSql(key, 'k');
  return query(
    `SELECT t.company_id, t.id
       FROM (SELECT k.id, ${minutes('customerSilentMinutes')} AS customer, ${minutes('agentSilentMinutes')} AS agent,
                    ${minutes('botSilentMinutes')} AS bot FROM companies k WHERE k.active) k
       JOIN tickets t ON t.company_id = k.id AND t.status IN ('pending', 'open')
        AND t.snoozed_at IS NULL AND NOT t.is_group AND (t.status = 'open' OR t.bot IS NOT NULL)
       JOIN messages m ON m.company_id = t.company_id AND m.id = t.last_message_id
       CROSS JOIN LATERAL (SELECT CASE WHEN t.status = 'pending' THEN k.bot WHEN m.direction = 'inbound' THEN k.agent
                           ELSE k.customer END AS minutes) w
      WHERE (k.customer > 0 OR k.agent > 0 OR k.bot > 0) AND w.minutes > 0
        AND ${silentSince} <= now() - make_interval(mins => w.minutes)
      ORDER BY ${silentSince} LIMIT ${mostAtOnce}`,
  );
}
