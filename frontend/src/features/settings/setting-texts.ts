import type { SettingKey } from '@ticketz/contract/settings';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';

/** How a setting is called, what it does, and how the values of a choice are called. A test holds that they are there. */
export function useSettingTexts(key: SettingKey) {
  const { t } = useTranslation('settings');
  return {
    label: t(`keys.${key}.label`),
    help: t(`keys.${key}.help`),
    valueLabel: (value: string) => t(`keys.${key}.values.${value}` as ParseKeys<'settings'>),
  };
}
