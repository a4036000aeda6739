import { useTranslation } from 'react-i18next';
import type { SettingControlProps } from './settings-query.ts';
import { TypedSetting } from './TypedSetting.tsx';

interface NumberSettingProps extends SettingControlProps {
  min: number;
  max: number;
  value: number;
}

/** A whole number. */
export function NumberSetting({ min, max, value, ...common }: NumberSettingProps) {
  const { t } = useTranslation('settings');
  const read = (typed: string) => {
    const number = typed.trim() === '' ? Number.NaN : Number(typed);
    return Number.isInteger(number) && number >= min && number <= max ? number : null;
  };
  return (
    <TypedSetting
      {...common}
      value={String(value)}
      read={read}
      problem={t('notBetween', { min, max })}
      input={{ inputProps: { inputMode: 'numeric' } }}
    />
  );
}
