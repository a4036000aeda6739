import Box from '@mui/material/Box';
import type { Message } from '@ticketz/contract/messages';
import { useTranslation } from 'react-i18next';
import { AlertIcon } from '../../../ui/icons/AlertIcon.tsx';

const longest = 140;

/** Asks once whether to send, because somebody else has answered meanwhile. */
export function Overtaken({ by }: { by: Message }) {
  const { t } = useTranslation(['compose', 'messages']);
  const author = by.fromPhone ? t('messages:author.phone') : (by.author?.name ?? t('messages:author.us'));
  const text = by.text || t(`messages:kind.${by.kind}`);
  return (
    <Box
      role="alert"
      sx={{
        maxWidth: 980,
        mx: 'auto',
        mb: 1,
        px: 1.5,
        py: 1,
        display: 'flex',
        gap: 1,
        borderRadius: 1.2,
        bgcolor: 'bubble.note',
        overflowWrap: 'anywhere',
      }}
    >
      <AlertIcon aria-hidden fontSize="small" sx={{ color: 'warning.main', flex: 'none' }} />
      <span>
        {t('overtaken', { author, text: text.length > longest ? `${text.slice(0, longest)}…` : text })}
      </span>
    </Box>
  );
}
