import type { Colleague } from '@ticketz/contract/users';
import { query } from '../../core/unit-of-work.ts';

/** Everybody of the company, those turned off too: what they wrote is still there. */
export async function listColleagues(): Promise<Colleague[]> {
  const rows = await query<{ id: string; name: string; avatar_id: string | null }>(
    'SELECT id, name, avatar_id FROM users ORDER BY lower(name), id',
  );
  return rows.map(({ id, name, avatar_id }) => ({ id, name, avatarId: avatar_id }));
}
