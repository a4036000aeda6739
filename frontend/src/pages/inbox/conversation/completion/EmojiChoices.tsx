import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { emojiQuery, findEmoji, rememberEmoji } from '../../../../features/emoji/emoji-data.ts';
import { currentLanguage } from '../../../../i18n/i18n.ts';
import { type Choice, OptionList, type OptionListProps } from './OptionList.tsx';

const mostShown = 12;

/** Emoji whose name begins like the word. */
export function EmojiChoices({
  query,
  ...list
}: { query: string } & Omit<OptionListProps, 'label' | 'choices'>) {
  const { t } = useTranslation('compose');
  const { data } = useQuery(emojiQuery(currentLanguage()));
  const choices = useMemo<Choice[]>(
    () =>
      findEmoji(data ?? [], query, mostShown).map(({ unicode, label }) => ({
        key: unicode,
        label: unicode,
        detail: label,
        insert: unicode,
      })),
    [data, query],
  );
  const pick = (choice: Choice) => {
    rememberEmoji(choice.insert);
    list.onPick(choice);
  };
  return <OptionList {...list} onPick={pick} label={t('emoji.title')} choices={choices} />;
}
