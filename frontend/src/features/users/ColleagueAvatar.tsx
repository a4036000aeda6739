import { useQuery } from '@tanstack/react-query';
import type { Colleague } from '@ticketz/contract/users';
import { fileUrl } from '../../api/file-urls.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { colleaguesQuery } from './colleague-query.ts';

/** A colleague's picture, or their initials. */
export function ColleagueAvatar({ id, name, size }: { id: string; name: string; size: number }) {
  const { data } = useQuery({
    ...colleaguesQuery,
    select: (all: Colleague[]) => all.find((one) => one.id === id)?.avatarId ?? null,
  });
  return <PersonAvatar id={id} name={name} size={size} src={data && fileUrl(data)} />;
}
