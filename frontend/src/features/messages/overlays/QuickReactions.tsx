import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import { useTranslation } from 'react-i18next';

const quick = ['👍', '❤️', '😂', '😮', '😢', '🙏'];
const square = {
  minHeight: 40,
  width: 40,
  p: 0,
  mx: 0,
  justifyContent: 'center',
  fontSize: '1.375rem',
} as const;

interface QuickReactionsProps {
  /** The reaction that we have given. */
  ours: string | null;
  onPick: (emoji: string | null) => void;
}

/** The six reactions that people mostly use; our own is taken away by choosing it again. */
export function QuickReactions({ ours, onPick }: QuickReactionsProps) {
  const { t } = useTranslation('messages');
  const shown = ours && !quick.includes(ours) ? [...quick.slice(0, 5), ours] : quick;
  return (
    <Box
      component="li"
      role="none"
      sx={{ display: 'flex', px: 0.75, pb: 0.5, mb: 0.5, borderBottom: 1, borderColor: 'divider' }}
    >
      {shown.map((emoji) => (
        <MenuItem
          key={emoji}
          component="button"
          selected={emoji === ours}
          aria-label={emoji === ours ? t('menu.unreact', { emoji }) : t('menu.react', { emoji })}
          onClick={() => onPick(emoji === ours ? null : emoji)}
          sx={square}
        >
          {emoji}
        </MenuItem>
      ))}
    </Box>
  );
}
