import './tags.events.ts';
import type { Tag, TagColor } from '@ticketz/contract/tags';
import { AppError, notFound } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';

const columns = 'id, name, color';

export function listTags(): Promise<Tag[]> {
  return query<Tag>(`SELECT ${columns} FROM tags ORDER BY folded_name`);
}

export async function createTag(
  { companyId }: Actor,
  { name, color }: { name: string; color: TagColor },
): Promise<Tag> {
  const tag = await queryOne<Tag>(
    `INSERT INTO tags (name, color) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING ${columns}`,
    [name, color],
  );
  if (!tag) throw new AppError('name_taken');
  publish('tag.changed', { companyId, tag });
  return tag;
}

export async function updateTag(
  { companyId }: Actor,
  tagId: string,
  { name, color }: { name?: string | undefined; color?: TagColor | undefined },
): Promise<Tag> {
  const known = await queryOne<Tag>(`SELECT ${columns} FROM tags WHERE id = $1 FOR UPDATE`, [tagId]);
  if (!known) throw notFound();
  const tag: Tag = { ...known, name: name ?? known.name, color: color ?? known.color };
  const other = await queryOne('SELECT 1 FROM tags WHERE folded_name = fold_text($1) AND id <> $2', [
    tag.name,
    tagId,
  ]);
  if (other) throw new AppError('name_taken');
  await query('UPDATE tags SET name = $2, color = $3 WHERE id = $1', [tagId, tag.name, tag.color]);
  publish('tag.changed', { companyId, tag });
  return tag;
}

/** Contacts and tickets lose it. */
export async function deleteTag({ companyId }: Actor, tagId: string): Promise<void> {
  const gone = await queryOne('DELETE FROM tags WHERE id = $1 RETURNING id', [tagId]);
  if (!gone) throw notFound();
  publish('tag.deleted', { companyId, tagId });
}

/** Throws `not_found` unless all of these are tags of the company. */
export async function mustBeTags(tagIds: string[]): Promise<void> {
  const known = await query('SELECT id FROM tags WHERE id = ANY ($1)', [tagIds]);
  if (known.length < new Set(tagIds).size) throw notFound();
}
