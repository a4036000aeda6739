import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadAdminTexts } from '../../../i18n/i18n.ts';
import { AddIcon } from '../../../ui/icons/AddIcon.tsx';

const NewTicketDialog = lazy(async () => {
  const [dialog] = await Promise.all([import('./NewTicketDialog.tsx'), loadAdminTexts()]);
  return { default: dialog.NewTicketDialog };
});

/** Opens the dialog that writes to somebody first; it is loaded when it's wanted. */
export function NewTicketButton() {
  const { t } = useTranslation('tickets');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tooltip title={t('new')}>
        <IconButton aria-label={t('new')} sx={{ color: 'text.secondary' }} onClick={() => setOpen(true)}>
          <AddIcon />
        </IconButton>
      </Tooltip>
      <Suspense>{open ? <NewTicketDialog onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  );
}
