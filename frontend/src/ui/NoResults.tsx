import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { SearchIcon } from './icons/SearchIcon.tsx';
import { StatePanel } from './StatePanel.tsx';

/** A search that found nothing: says what was searched and offers to clear it. */
export function NoResults({ search, onClear }: { search: string; onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      <StatePanel
        icon={<SearchIcon />}
        title={t('noResults.title', { search })}
        text={t('noResults.text')}
        action={
          <Button variant="outlined" onClick={onClear}>
            {t('action.clearSearch')}
          </Button>
        }
      />
    </div>
  );
}
