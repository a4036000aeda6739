import { useTranslation } from 'react-i18next';

/** What MUI's Autocomplete says in English by itself. */
export function useAutocompleteTexts() {
  const { t } = useTranslation('common');
  return { openText: t('list.open'), closeText: t('list.close'), clearText: t('list.clear') };
}
