import { useTranslation } from 'react-i18next';
import type { SettingControlProps } from './settings-query.ts';
import { TypedSetting } from './TypedSetting.tsx';

/** A text of some lines. */
export function TextSetting({ max, ...common }: SettingControlProps & { max: number; value: string }) {
  const { t } = useTranslation('common');
  const read = (typed: string) => (typed.trim().length <= max ? typed.trim() : null);
  return (
    <TypedSetting
      {...common}
      read={read}
      problem={t('field.tooLong', { count: max })}
      input={{ multiline: true, maxRows: 8 }}
    />
  );
}
