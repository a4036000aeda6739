import './avatars.events.ts';
import { writeFile } from 'node:fs/promises';
import type { Me } from '@ticketz/contract/auth';
import { maxAvatarBytes } from '@ticketz/contract/users';
import { AppError } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { storage } from '../../core/storage.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { publishUserChanged } from '../users/publish-user-changed.ts';
import { User } from '../users/user.model.ts';
import { keepFile } from './keep-file.ts';
import { type Incoming, receiveUpload } from './receive-upload.ts';
import { avatarEdge, makeAvatar, thumbnailType } from './thumbnail.ts';

/** Takes a picture that somebody chose for themselves. Only what we draw of it is kept. */
export async function setAvatar(actor: Actor, upload: Incoming): Promise<Me> {
  const incoming = await receiveUpload(upload, maxAvatarBytes);
  const drawn = await storage().incoming();
  try {
    const picture = await makeAvatar(incoming.path);
    if (!picture) throw new AppError('not_a_picture');
    await writeFile(drawn.path, picture, { flag: 'wx' });
    const fileId = await withCompany(actor.companyId, () => insert(actor, picture.length));
    await keepFile(actor.companyId, fileId, { path: drawn.path, thumbnail: null });
    return await withCompany(actor.companyId, () => change(actor, fileId));
  } finally {
    await incoming.remove();
    await drawn.remove();
  }
}

export function removeAvatar(actor: Actor): Promise<Me> {
  return change(actor, null);
}

/** The row comes before the bytes: what a crash leaves is known, and goes after a day. */
async function insert(actor: Actor, size: number): Promise<string> {
  const row = await queryOne<{ id: string }>(
    `INSERT INTO files (kind, mime_type, size, width, height, uploaded_by, keep_until)
     VALUES ('image', $1, $2, $3, $3, $4, now() + interval '1 day') RETURNING id`,
    [thumbnailType, size, avatarEdge, actor.userId],
  );
  if (!row) throw new Error('The file was not stored');
  return row.id;
}

/** The picture before it goes. */
async function change({ companyId, userId }: Actor, avatarId: string | null): Promise<Me> {
  const user = await User.findOne({ where: { id: userId }, lock: true, rejectOnEmpty: true });
  const before = user.avatarId;
  if (avatarId) await query(`UPDATE files SET state = 'ready', keep_until = NULL WHERE id = $1`, [avatarId]);
  await user.update({ avatarId });
  if (before) await query('UPDATE files SET keep_until = now() WHERE id = $1', [before]);
  publish('avatar.changed', { companyId, colleague: { id: user.id, name: user.name, avatarId } });
  return (await publishUserChanged(user)).me;
}
