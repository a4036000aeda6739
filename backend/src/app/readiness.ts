import { migrations } from '../../migrations/index.ts';
import type { ReadinessCheck } from '../core/http/server.ts';
import type { Parts } from './parts.ts';

/** Whether this process can do its work, part by part; a part that it doesn't run isn't named. */
export function createReadiness({ env, database, jobs, whatsapp }: Parts): ReadinessCheck {
  const runs = (name: Parts['env']['PROCESSES'][number]) => env.PROCESSES.includes(name);
  return async () => {
    const [databaseState, trouble] = await Promise.all([
      readDatabase(database.ownerPool),
      env.REDIS_URL || runs('worker') ? jobs.trouble() : null,
    ]);
    const checks = {
      database: databaseState,
      ...(env.REDIS_URL ? { redis: trouble === 'store unreachable' ? 'unreachable' : 'ok' } : {}),
      ...(runs('worker') ? { worker: trouble ?? 'ok' } : {}),
      ...(runs('whatsapp') ? { whatsapp: readWhatsapp(whatsapp()) } : {}),
    };
    return { ready: Object.values(checks).every((state) => state === 'ok'), checks };
  };
}

/** A newer process may have gone further with the migrations; one that is behind can't read what it is asked for. */
async function readDatabase(pool: Parts['database']['ownerPool']): Promise<string> {
  try {
    const { rows } = await pool.query<{ done: number }>(
      'SELECT count(*)::int AS done FROM migrations WHERE name = ANY ($1)',
      [migrations.map(({ name }) => name)],
    );
    return rows[0]?.done === migrations.length ? 'ok' : 'not migrated';
  } catch {
    return 'unreachable';
  }
}

function readWhatsapp(whatsapp: ReturnType<Parts['whatsapp']>): string {
  if (!whatsapp) return 'starting';
  return whatsapp.isAlive() ? 'ok' : 'leases not renewed';
}
