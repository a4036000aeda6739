import Box from '@mui/material/Box';
import type { ListedColleague } from '@ticketz/contract/users';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';

type Presence = 'online' | 'away' | 'offline';

const colors = { online: 'success.main', away: 'warning.main', offline: 'transparent' } as const;

/** Whether a colleague is here, away, or not on line. */
export function PresenceDot({ online, away }: Pick<ListedColleague, 'online' | 'away'>) {
  const { t } = useTranslation('transfer');
  const here = away ? 'away' : 'online';
  const presence: Presence = online ? here : 'offline';
  const word = t(`presence.${presence}`);
  return (
    <Box
      component="span"
      title={word}
      sx={{
        flex: 'none',
        width: 10,
        height: 10,
        borderRadius: '50%',
        border: 2,
        borderColor: presence === 'offline' ? 'text.disabled' : colors[presence],
        bgcolor: colors[presence],
      }}
    >
      <VisuallyHidden>{word}</VisuallyHidden>
    </Box>
  );
}
