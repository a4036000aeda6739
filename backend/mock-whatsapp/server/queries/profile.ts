import { createHash } from 'node:crypto';
import { Account } from '../../data/account.ts';
import { child, el, IqError } from '../nodes.ts';
import { askerOf, type QueryHandler } from './types.ts';

/** Profile pictures: those of others, and one's own. */
export const answerPicture: QueryHandler = (context, query) => {
  if (query.attrs.type === 'set') return [el('picture', { id: query.attrs.id })];
  const { network } = context;
  const { target } = query.attrs;
  const shown = network.groups.get(target ?? '') ?? network.account(target) ?? askerOf(context).account;
  const asker = askerOf(context).account;
  if (shown instanceof Account && shown !== asker && shown.privacy.get('profile') === 'none')
    throw new IqError(401, 'not-authorized');
  const { picture } = shown;
  if (!picture) throw new IqError(404, 'item-not-found');
  const id = createHash('sha256').update(picture).digest().readUInt32BE().toString();
  const type = child(query, 'picture')?.attrs.type ?? 'preview';
  return [el('picture', { url: picture, id, type, direct_path: directPath(picture) })];
};

function directPath(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).pathname : undefined;
}
