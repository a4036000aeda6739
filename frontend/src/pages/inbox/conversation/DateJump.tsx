import IconButton from '@mui/material/IconButton';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadFindTexts } from '../../../i18n/i18n.ts';
import { CalendarIcon } from '../../../ui/icons/CalendarIcon.tsx';

const DateDialog = lazy(async () => {
  const [{ DateDialog: Dialog }] = await Promise.all([
    import('../../../features/messages/history/DateDialog.tsx'),
    loadFindTexts(),
  ]);
  return { default: Dialog };
});

/** Opens the question for a day to jump to. */
export function DateJump({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('messages');
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton
        aria-label={t('jumpToDate')}
        title={t('jumpToDate')}
        onClick={() => setOpen(true)}
        sx={{ color: 'text.secondary' }}
      >
        <CalendarIcon />
      </IconButton>
      <Suspense>{open ? <DateDialog ticketId={ticketId} onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  );
}
