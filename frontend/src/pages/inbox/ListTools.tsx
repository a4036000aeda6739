import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';
import { setSoundOn, useSoundOn } from '../../features/notifications/preferences.ts';
import { playNewMessageSound } from '../../features/notifications/sound.ts';
import { NewTicketButton } from '../../features/tickets/new-ticket/NewTicketButton.tsx';
import { BellIcon } from '../../ui/icons/BellIcon.tsx';
import { BellOffIcon } from '../../ui/icons/BellOffIcon.tsx';
import { KeyboardIcon } from '../../ui/icons/KeyboardIcon.tsx';

/** Beside the inbox's title: sound on or off, and the palette where there is a keyboard. */
export function ListTools({ onPalette }: { onPalette: () => void }) {
  const { t } = useTranslation(['notifications', 'inbox']);
  const on = useSoundOn();
  const soundLabel = t(on ? 'turnOff' : 'turnOn');
  return (
    <>
      <NewTicketButton />
      <Tooltip title={soundLabel}>
        <IconButton
          aria-label={soundLabel}
          sx={{ color: 'text.secondary' }}
          onClick={() => {
            setSoundOn(!on);
            if (!on) playNewMessageSound();
          }}
        >
          {on ? <BellIcon /> : <BellOffIcon />}
        </IconButton>
      </Tooltip>
      <Tooltip title={`${t('inbox:commands')} (Ctrl+K)`}>
        <IconButton
          aria-label={t('inbox:commands')}
          onClick={onPalette}
          sx={{ color: 'text.secondary', '@media (pointer: coarse)': { display: 'none' } }}
        >
          <KeyboardIcon />
        </IconButton>
      </Tooltip>
    </>
  );
}
