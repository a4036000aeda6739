import { roleIncludes } from '@ticketz/contract/endpoint';
import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { type FileRow, fileColumns } from './file.presenter.ts';

/** The rule of who sees a ticket, as SQL over `t`: tickets stand above files. */
export type TicketRule = (actor: Actor) => string;

export interface StoredFile extends FileRow {
  company_id: string;
  preview: Buffer | null;
  kept_thumbnail: boolean;
}

/**
 * The only way to load a file for a person: who sees a ticket with a message that has it or a quick message that brings
 * it, or has uploaded it and not sent it yet; admins what the bot's menus bring. Pictures of people are for all their colleagues.
 */
export async function getFileFor(
  actor: Actor,
  fileId: string,
  visibleTickets: TicketRule,
): Promise<StoredFile> {
  const row = await queryOne<StoredFile>(
    `SELECT ${fileColumns}, f.company_id, f.preview, f.has_thumbnail AS kept_thumbnail
       FROM files f
      WHERE f.id = $1
        AND ((f.uploaded_by = $2 AND f.keep_until IS NOT NULL)
          OR EXISTS (SELECT 1 FROM messages m JOIN tickets t ON t.company_id = m.company_id AND t.id = m.ticket_id
                      WHERE m.company_id = f.company_id AND m.file_id = f.id AND m.deleted_at IS NULL
                        AND ${visibleTickets(actor)})
          OR EXISTS (SELECT 1 FROM users a WHERE a.company_id = f.company_id AND a.avatar_id = f.id)
          OR EXISTS (SELECT 1 FROM quick_message_files x JOIN quick_messages k
                         ON k.company_id = x.company_id AND k.id = x.quick_message_id
                      WHERE x.company_id = f.company_id AND x.file_id = f.id
                        AND (k.owner_id IS NULL OR k.owner_id = $2))
          OR (${roleIncludes(actor.role, 'admin')} AND EXISTS (SELECT 1 FROM bot_menu_files x
                WHERE x.company_id = f.company_id AND x.file_id = f.id)))`,
    [fileId, actor.userId],
  );
  if (!row) throw notFound();
  return row;
}
