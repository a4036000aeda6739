import { z } from 'zod';
import { job } from '../../core/jobs.ts';
import { storage } from '../../core/storage.ts';
import { asSystem, withCompany } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { forgetFile } from './keep-file.ts';

const batchSize = 200;

/** A message that is still to be seen has it, a quick message or the bot brings it, or somebody looks like that. */
const inUse = `(EXISTS (SELECT 1 FROM messages m
    WHERE m.company_id = files.company_id AND m.file_id = files.id AND m.deleted_at IS NULL)
  OR EXISTS (SELECT 1 FROM quick_message_files x WHERE x.company_id = files.company_id AND x.file_id = files.id)
  OR EXISTS (SELECT 1 FROM bot_menu_files x WHERE x.company_id = files.company_id AND x.file_id = files.id)
  OR EXISTS (SELECT 1 FROM users u WHERE u.company_id = files.company_id AND u.avatar_id = files.id))`;

interface Due {
  id: string;
  company_id: string;
}

/** Deletes uploads that were never sent, and files of messages that are deleted. */
export const deleteUnusedFiles = job({
  name: 'delete-unused-files',
  schema: z.object({}),
  everyMs: 15 * 60_000,
  async handle(_data, signal) {
    await storage().sweep();
    const due = await asSystem(async () => {
      // Nobody fetches what came over a connection that was removed.
      await query(
        `UPDATE files f SET state = 'failed', failure = 'gone' FROM connections c
          WHERE f.state = 'pending' AND c.company_id = f.company_id AND c.id = f.connection_id
            AND c.deleted_at IS NOT NULL`,
      );
      return query<Due>(
        'SELECT id, company_id FROM files WHERE keep_until < now() ORDER BY keep_until LIMIT $1',
        [batchSize],
      );
    });
    for (const file of due) {
      if (signal.aborted) return;
      await deleteFile(file);
    }
  },
});

/** First the row says that it goes, then the bytes go, then the row: wherever it is cut off, the next run goes on. */
async function deleteFile({ id, company_id }: Due): Promise<void> {
  const goes = await withCompany(company_id, async () => {
    await query(`UPDATE files SET keep_until = NULL WHERE id = $1 AND keep_until < now() AND ${inUse}`, [id]);
    return queryOne(
      `UPDATE files SET state = 'failed', failure = 'deleted', has_thumbnail = false, preview = NULL, source = NULL
        WHERE id = $1 AND keep_until < now() RETURNING id`,
      [id],
    );
  });
  if (!goes) return;
  await forgetFile(company_id, id);
  await withCompany(company_id, async () => {
    await query('UPDATE messages SET file_id = NULL WHERE file_id = $1', [id]);
    await query("DELETE FROM files WHERE id = $1 AND failure = 'deleted'", [id]);
  });
}
