import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { BotIcon } from '../../ui/icons/BotIcon.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';

/** In a ticket's row: the bot talks with the customer. */
export function BotMark() {
  const { t } = useTranslation('tickets');
  return (
    <Box
      component="span"
      title={t('withBot')}
      sx={{ flex: 'none', display: 'inline-flex', color: 'text.secondary' }}
    >
      <BotIcon sx={{ fontSize: 16 }} />
      <VisuallyHidden>{t('withBot')}</VisuallyHidden>
    </Box>
  );
}
