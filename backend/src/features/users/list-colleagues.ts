import type { ListedColleague } from '@ticketz/contract/users';
import { query } from '../../core/unit-of-work.ts';
import { isOnlineInSql } from './presence.ts';

/** Everybody of the company, those turned off too: what they wrote is still there. */
export function listColleagues(): Promise<ListedColleague[]> {
  return query<ListedColleague>(
    `SELECT u.id, u.name, u.avatar_id AS "avatarId", u.active,
            u.active AND ${isOnlineInSql('u')} AS online, u.away_since IS NOT NULL AS away
       FROM users u ORDER BY lower(u.name), u.id`,
  );
}
