import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import type { LedgerHour } from '@ticketz/contract/connections';
import { useTranslation } from 'react-i18next';
import { AlertIcon } from '../../../ui/icons/AlertIcon.tsx';
import { CheckIcon } from '../../../ui/icons/CheckIcon.tsx';
import { countOverdue } from './ledger-rows.ts';

/** Whether the sums agree; where they don't, what that means and what to do. */
export function LedgerDifference({ hours }: { hours: LedgerHour[] }) {
  const { t } = useTranslation('health');
  const overdue = countOverdue(hours);
  return (
    <div role="status">
      {overdue === 0 ? (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, color: 'success.main', fontWeight: 600 }}>
          <CheckIcon fontSize="small" />
          {t('balanced')}
        </Box>
      ) : (
        <Alert severity="error" icon={<AlertIcon />} sx={{ alignItems: 'flex-start' }}>
          <AlertTitle sx={{ fontWeight: 600 }}>{t('difference.title', { count: overdue })}</AlertTitle>
          {t('difference.what')} {t('difference.todo')}
        </Alert>
      )}
    </div>
  );
}
