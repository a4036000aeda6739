import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';

/**
 * Takes the files that a quick message is to bring: uploads of the actor's own that nothing has taken yet, and what it
 * brought before. Throws `not_found`.
 */
export async function takeFiles(
  actor: Actor,
  fileIds: string[],
  quickMessageId: string | null,
): Promise<string[]> {
  const wanted = [...new Set(fileIds)];
  const taken = await query<{ id: string }>(
    `UPDATE files f SET keep_until = NULL
      WHERE f.id = ANY ($1) AND f.state = 'ready'
        AND ((f.uploaded_by = $2 AND f.keep_until IS NOT NULL)
          OR EXISTS (SELECT FROM quick_message_files x WHERE x.quick_message_id = $3 AND x.file_id = f.id))
    RETURNING f.id`,
    [wanted, actor.userId, quickMessageId],
  );
  if (taken.length !== wanted.length) throw notFound();
  return wanted;
}

/** Gives a quick message these files, in this order. Whatever it doesn't bring any more goes, unless it was sent. */
export async function giveFiles(quickMessageId: string, fileIds: string[]): Promise<void> {
  await dropFiles(quickMessageId, fileIds);
  await query(
    `INSERT INTO quick_message_files (quick_message_id, file_id, place)
     SELECT $1, w.id, w.place FROM unnest($2::uuid[]) WITH ORDINALITY AS w (id, place)
     ON CONFLICT (company_id, quick_message_id, file_id) DO UPDATE SET place = excluded.place`,
    [quickMessageId, fileIds],
  );
}

/** All but these are its files no longer. */
export async function dropFiles(quickMessageId: string, except: string[] = []): Promise<void> {
  await query(
    `WITH dropped AS (DELETE FROM quick_message_files WHERE quick_message_id = $1 AND file_id <> ALL ($2::uuid[])
                      RETURNING file_id)
     UPDATE files f SET keep_until = now() FROM dropped WHERE f.id = dropped.file_id`,
    [quickMessageId, except],
  );
}
