import Badge from '@mui/material/Badge';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useTranslation } from 'react-i18next';
import { ArrowDownIcon } from '../../ui/icons/ArrowDownIcon.tsx';

/** Back to the end of the conversation, with the number of what has come there meanwhile. */
export function ToNewestButton({ count, onClick }: { count: number; onClick: () => void }) {
  const { t } = useTranslation('messages');
  return (
    <Box sx={{ position: 'absolute', insetInlineEnd: 20, bottom: 16 }}>
      <Badge badgeContent={count} color="primary" overlap="circular">
        <IconButton
          aria-label={count > 0 ? t('toNewestWith', { count }) : t('toNewest')}
          onClick={onClick}
          sx={{
            borderRadius: '50%',
            border: 1,
            borderColor: 'divider',
            bgcolor: 'background.paper',
            color: 'text.secondary',
            '&:hover': { bgcolor: 'surface.hover' },
          }}
        >
          <ArrowDownIcon />
        </IconButton>
      </Badge>
    </Box>
  );
}
