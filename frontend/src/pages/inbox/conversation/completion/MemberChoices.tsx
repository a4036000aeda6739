import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { groupQuery } from '../../../../features/tickets/group-queries.ts';
import { foldText } from '../../../../lib/fold-text.ts';
import { usePhoneFormat } from '../../../../lib/phone-format.ts';
import { PersonAvatar } from '../../../../ui/PersonAvatar.tsx';
import { type Choice, OptionList, type OptionListProps } from './OptionList.tsx';

const mostShown = 20;

interface MemberChoicesProps extends Omit<OptionListProps, 'label' | 'choices'> {
  groupId: string;
  query: string;
}

/** Members of the group who can be named in an answer: WhatsApp tells them. */
export function MemberChoices({ groupId, query, ...list }: MemberChoicesProps) {
  const { t } = useTranslation('compose');
  const format = usePhoneFormat();
  const { data } = useQuery(groupQuery(groupId));
  const choices = useMemo<Choice[]>(() => {
    const wanted = foldText(query);
    return (data?.members ?? [])
      .filter(
        ({ name }) => ` ${foldText(name)}`.includes(` ${wanted}`) || foldText(name).startsWith(`+${wanted}`),
      )
      .slice(0, mostShown)
      .map(({ id, name, phoneNumber }) => ({
        key: id,
        label: name,
        detail: phoneNumber && name !== `+${phoneNumber}` ? format(phoneNumber) : undefined,
        insert: `@${name} `,
        mark: <PersonAvatar id={id} name={name} size={28} />,
      }));
  }, [data, query, format]);
  return <OptionList {...list} label={t('completion.members')} choices={choices} />;
}
