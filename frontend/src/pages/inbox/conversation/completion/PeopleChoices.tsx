import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../../api/session.ts';
import { watchersQuery } from '../../../../features/notes/note-queries.ts';
import { ColleagueAvatar } from '../../../../features/users/ColleagueAvatar.tsx';
import { foldText } from '../../../../lib/fold-text.ts';
import { type Choice, OptionList, type OptionListProps } from './OptionList.tsx';

const mostShown = 20;

interface PeopleChoicesProps extends Omit<OptionListProps, 'label' | 'choices'> {
  ticketId: string;
  query: string;
}

/** Colleagues who can be named in a note of this ticket. */
export function PeopleChoices({ ticketId, query, ...list }: PeopleChoicesProps) {
  const { t } = useTranslation('compose');
  const me = useMe();
  const { data = [] } = useQuery(watchersQuery(ticketId));
  const choices = useMemo<Choice[]>(() => {
    const wanted = foldText(query);
    return data
      .filter(({ id, name }) => id !== me?.id && ` ${foldText(name)}`.includes(` ${wanted}`))
      .slice(0, mostShown)
      .map(({ id, name }) => ({
        key: id,
        label: name,
        insert: `@${name} `,
        mark: <ColleagueAvatar id={id} name={name} size={28} />,
      }));
  }, [data, me?.id, query]);
  return <OptionList {...list} label={t('completion.people')} choices={choices} />;
}
