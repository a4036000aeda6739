import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { FilterIcon } from '../../../ui/icons/FilterIcon.tsx';
import { StatePanel } from '../../../ui/StatePanel.tsx';

/** A tab whose tickets are all filtered out. */
export function NothingFits({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation('tickets');
  return (
    <div role="status">
      <StatePanel
        icon={<FilterIcon />}
        title={t('nothingFits.title')}
        text={t('nothingFits.text')}
        action={
          <Button variant="outlined" onClick={onClear}>
            {t('nothingFits.clear')}
          </Button>
        }
      />
    </div>
  );
}
