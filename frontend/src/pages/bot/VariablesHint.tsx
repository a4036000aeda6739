import { variableNames } from '@ticketz/contract/variables';
import { useTranslation } from 'react-i18next';

/** Which variables a text may have. */
export function VariablesHint() {
  const { t } = useTranslation('bot');
  return <>{t('textHint', { variables: variableNames.map((name) => `{{${name}}}`).join(' ') })}</>;
}
