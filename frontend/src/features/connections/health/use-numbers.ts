import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Writes numbers as the language on the screen does. */
export function useNumbers(): (count: number) => string {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const format = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
    return (count) => format.format(count);
  }, [i18n.language]);
}
