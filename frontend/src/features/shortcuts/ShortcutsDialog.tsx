import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CloseIcon } from '../../ui/icons/CloseIcon.tsx';
import { KeyCaps } from './KeyCaps.tsx';

const sections = [
  {
    group: 'conversation',
    entries: [
      { name: 'reply', keys: ['r'] },
      { name: 'note', keys: ['n'] },
      { name: 'accept', keys: ['a'] },
      { name: 'close', keys: ['e'] },
      { name: 'star', keys: ['s'] },
      { name: 'transfer', keys: ['p'] },
      { name: 'snooze', keys: ['b'] },
      { name: 'remind', keys: ['t'] },
      { name: 'undo', keys: ['z', 'Mod+Z'] },
    ],
  },
  {
    group: 'list',
    entries: [
      { name: 'next', keys: ['j', 'Alt+ArrowDown'] },
      { name: 'previous', keys: ['k', 'Alt+ArrowUp'] },
      { name: 'search', keys: ['/'] },
    ],
  },
  {
    group: 'help',
    entries: [
      { name: 'palette', keys: ['Mod+K'] },
      { name: 'shortcuts', keys: ['?'] },
    ],
  },
] as const;

/** All keys at a glance, also those that don't apply at the moment. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['shortcuts', 'common']);
  const titleId = useId();
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby={titleId}>
      <DialogTitle
        id={titleId}
        sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }}
      >
        {t('title')}
        <IconButton edge="end" aria-label={t('common:action.close')} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </DialogTitle>
      <DialogContent>
        {sections.map(({ group, entries }) => (
          <Box key={group} component="section" sx={{ mb: 2 }}>
            <Box component="h3" sx={{ typography: 'caption', color: 'text.secondary', m: 0, mb: 0.5 }}>
              {t(`group.${group}`)}
            </Box>
            {entries.map(({ name, keys }) => (
              <Box key={name} sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, py: 0.75 }}>
                <span>{t(`command.${name}`)}</span>
                <Box component="span" sx={{ display: 'inline-flex', gap: 1.5 }}>
                  {keys.map((combination) => (
                    <KeyCaps key={combination} keys={combination} />
                  ))}
                </Box>
              </Box>
            ))}
          </Box>
        ))}
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{t('note')}</Box>
      </DialogContent>
    </Dialog>
  );
}
