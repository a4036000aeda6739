import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useTranslation } from 'react-i18next';
import { LockIcon } from '../../../ui/icons/LockIcon.tsx';

interface ModeSwitchProps {
  note: boolean;
  /** An answer can be written here, too. */
  answerable: boolean;
  onChange: (note: boolean) => void;
}

function ModeButton({ name, on, onClick }: { name: 'reply' | 'note'; on: boolean; onClick: () => void }) {
  const { t } = useTranslation('compose');
  return (
    <ButtonBase
      aria-pressed={on}
      onClick={onClick}
      sx={{
        px: 1.25,
        minHeight: 30,
        borderRadius: 1,
        typography: 'caption',
        fontWeight: 600,
        color: on ? 'text.primary' : 'text.secondary',
        bgcolor: on ? 'action.selected' : 'transparent',
        '@media (pointer: coarse)': { minHeight: 44, px: 2 },
      }}
    >
      {t(`mode.${name}`)}
    </ButtonBase>
  );
}

/** Chooses for whom one writes: the customer, or the team. */
export function ModeSwitch({ note, answerable, onChange }: ModeSwitchProps) {
  const { t } = useTranslation('compose');
  return (
    <Box
      role="group"
      aria-label={t('mode.label')}
      sx={{ display: 'flex', alignItems: 'center', gap: 0.5, px: 0.5, pt: 0.25 }}
    >
      {answerable ? <ModeButton name="reply" on={!note} onClick={() => onChange(false)} /> : null}
      <ModeButton name="note" on={note} onClick={() => onChange(true)} />
      {note ? (
        <Box
          sx={{ ml: 'auto', pr: 1, display: 'flex', gap: 0.5, alignItems: 'center', typography: 'caption' }}
        >
          <LockIcon aria-hidden sx={{ fontSize: 15, color: 'warning.main' }} />
          {t('note.onlyTeam')}
        </Box>
      ) : null}
    </Box>
  );
}
