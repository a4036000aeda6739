import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddIcon } from '../../../../ui/icons/AddIcon.tsx';
import { PersonIcon } from '../../../../ui/icons/PersonIcon.tsx';
import { PinIcon } from '../../../../ui/icons/PinIcon.tsx';
import { PollIcon } from '../../../../ui/icons/PollIcon.tsx';
import { SmileIcon } from '../../../../ui/icons/SmileIcon.tsx';
import type { FormatMark } from './format-text.ts';
import type { SendExtra } from './send-extra.ts';

const EmojiPicker = lazy(async () => ({
  default: (await import('../../../../features/emoji/EmojiPicker.tsx')).EmojiPicker,
}));
const dialogs = {
  place: lazy(async () => ({ default: (await import('./PlaceDialog.tsx')).PlaceDialog })),
  cards: lazy(async () => ({ default: (await import('./CardsDialog.tsx')).CardsDialog })),
  poll: lazy(async () => ({ default: (await import('./PollDialog.tsx')).PollDialog })),
};
type DialogName = keyof typeof dialogs;

const entries = [
  ['place', PinIcon],
  ['cards', PersonIcon],
  ['poll', PollIcon],
] as const;

const formats = [
  { mark: '*', name: 'bold', look: { fontWeight: 700 } },
  { mark: '_', name: 'italic', look: { fontStyle: 'italic' } },
  { mark: '~', name: 'strike', look: { textDecoration: 'line-through' } },
  { mark: '`', name: 'code', look: { fontFamily: 'monospace' } },
] as const;

interface ComposerToolsProps {
  /** Something other than text can be sent from here. */
  sendable: boolean;
  onEmoji: (unicode: string) => void;
  onFormat: (mark: FormatMark) => void;
  onSend: SendExtra;
}

/** What helps to write, beside the field: formats, emoji, and what else can be sent. */
export function ComposerTools({ sendable, onEmoji, onFormat, onSend }: ComposerToolsProps) {
  const { t } = useTranslation('compose');
  const [emojiAt, setEmojiAt] = useState<HTMLElement | null>(null);
  const [menuAt, setMenuAt] = useState<HTMLElement | null>(null);
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const Dialog = dialog && dialogs[dialog];
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', color: 'text.secondary' }}>
      <Box sx={{ display: { xs: 'none', md: 'flex' } }}>
        {formats.map(({ mark, name, look }) => (
          <IconButton
            key={name}
            size="small"
            aria-label={t(`format.${name}`)}
            title={t(`format.${name}`)}
            // The selection stays where it is.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onFormat(mark)}
            sx={{ width: 30, height: 30, fontSize: '0.875rem', ...look }}
          >
            <span aria-hidden>{t(`format.letter.${name}`)}</span>
          </IconButton>
        ))}
      </Box>
      <IconButton
        size="small"
        aria-label={t('emoji.title')}
        title={t('emoji.title')}
        aria-haspopup="dialog"
        onClick={(event) => setEmojiAt(event.currentTarget)}
      >
        <SmileIcon fontSize="small" />
      </IconButton>
      {sendable ? (
        <IconButton
          size="small"
          aria-label={t('more')}
          title={t('more')}
          aria-haspopup="menu"
          aria-expanded={menuAt !== null}
          onClick={(event) => setMenuAt(event.currentTarget)}
        >
          <AddIcon fontSize="small" />
        </IconButton>
      ) : null}
      <Menu
        anchorEl={menuAt}
        open={menuAt !== null}
        onClose={() => setMenuAt(null)}
        anchorOrigin={{ vertical: 'top', horizontal: 'right' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      >
        {entries.map(([name, Icon]) => (
          <MenuItem
            key={name}
            onClick={() => {
              setMenuAt(null);
              setDialog(name);
            }}
          >
            <ListItemIcon>
              <Icon fontSize="small" />
            </ListItemIcon>
            {t(`entry.${name}`)}
          </MenuItem>
        ))}
      </Menu>
      <Suspense>
        {emojiAt ? (
          <EmojiPicker
            anchor={emojiAt}
            onPick={(unicode) => {
              setEmojiAt(null);
              onEmoji(unicode);
            }}
            onClose={() => setEmojiAt(null)}
          />
        ) : null}
        {Dialog ? (
          <Dialog
            onClose={() => setDialog(null)}
            onSend={(extra) => {
              setDialog(null);
              onSend(extra);
            }}
          />
        ) : null}
      </Suspense>
    </Box>
  );
}
