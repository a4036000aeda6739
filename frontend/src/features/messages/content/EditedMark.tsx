import Link from '@mui/material/Link';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../../lib/dates.ts';

/** Says that the text was changed; a click shows what it was. */
export function EditedMark({ at, onClick }: { at: string; onClick?: (() => void) | undefined }) {
  const { t, i18n } = useTranslation('messages');
  const title = t('edited.at', { time: formatDateTime(new Date(at), i18n.language) });
  if (!onClick) return <span title={title}>{t('edited.mark')}</span>;
  return (
    <Link
      component="button"
      type="button"
      color="inherit"
      title={title}
      onClick={onClick}
      sx={{ font: 'inherit' }}
    >
      {t('edited.mark')}
    </Link>
  );
}
