import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { SvgIconProps } from '@mui/material/SvgIcon';
import { useQueryClient } from '@tanstack/react-query';
import type { Message } from '@ticketz/contract/messages';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadUrl } from '../../../api/file-urls.ts';
import { useMe } from '../../../api/session.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { CheckCircleIcon } from '../../../ui/icons/CheckCircleIcon.tsx';
import { CopyIcon } from '../../../ui/icons/CopyIcon.tsx';
import { DownloadIcon } from '../../../ui/icons/DownloadIcon.tsx';
import { EditIcon } from '../../../ui/icons/EditIcon.tsx';
import { FilledStarIcon } from '../../../ui/icons/FilledStarIcon.tsx';
import { ForwardIcon } from '../../../ui/icons/ForwardIcon.tsx';
import { ReplyIcon } from '../../../ui/icons/ReplyIcon.tsx';
import { StarIcon } from '../../../ui/icons/StarIcon.tsx';
import { TrashIcon } from '../../../ui/icons/TrashIcon.tsx';
import { showToast } from '../../../ui/toast.ts';
import { startEdit, startReply } from '../compose-mode.ts';
import { deleteLater } from '../delete-later.ts';
import { setReaction } from '../message-commands.ts';
import { actionsOf, type MessageAction } from '../message-rights.ts';
import { startSelection } from '../selection.ts';
import { setStar, useStarred } from '../stars/star-queries.ts';
import { hideOverlay, type MenuPlace, showOverlay } from './overlay.ts';
import { QuickReactions } from './QuickReactions.tsx';

type Entry = Exclude<MessageAction, 'react' | 'download'>;

const icons: Record<Entry | 'download', ComponentType<SvgIconProps>> = {
  reply: ReplyIcon,
  copy: CopyIcon,
  edit: EditIcon,
  forward: ForwardIcon,
  star: StarIcon,
  select: CheckCircleIcon,
  download: DownloadIcon,
  delete: TrashIcon,
  deleteNote: TrashIcon,
};

interface MessageMenuProps {
  message: Message;
  place: MenuPlace;
  writable: boolean;
  contactName: string;
}

/** Everything that can be done with one message. */
export function MessageMenu({ message, place, writable, contactName }: MessageMenuProps) {
  const { t } = useTranslation('messages');
  const queryClient = useQueryClient();
  const me = useMe();
  const starred = useStarred(message);
  const own = message.author?.id === me?.id || me?.role !== 'agent';
  const actions = actionsOf(message, writable).filter((action) => action !== 'deleteNote' || own);
  const author = message.direction === 'inbound' ? contactName : (message.author?.name ?? t('author.us'));
  const run: Record<Entry, () => void> = {
    reply: () => startReply(message),
    copy: () =>
      void copyText(message.text).then((copied) => {
        if (copied) showToast({ text: t('menu.copied') });
      }),
    edit: () => startEdit(message),
    forward: () => showOverlay({ type: 'forward', messages: [message] }),
    star: () => void setStar(queryClient, message, !starred),
    select: () => startSelection(message.ticketId, message.id),
    delete: () => showOverlay({ type: 'delete', messages: [message] }),
    deleteNote: () => deleteLater(queryClient, [message]),
  };
  const ours = message.reactions.find(({ side }) => side === 'business')?.emoji ?? null;
  const react = (emoji: string | null) => {
    hideOverlay();
    void setReaction(queryClient, message, emoji);
  };
  return (
    <Menu
      open
      onClose={hideOverlay}
      anchorReference="anchorPosition"
      anchorPosition={place}
      slotProps={{ list: { 'aria-label': t('menu.label', { author }), dense: true } }}
    >
      {actions.includes('react') ? <QuickReactions ours={ours} onPick={react} /> : null}
      {actions
        .filter((action) => action !== 'react')
        .map((action) => {
          const unstars = action === 'star' && starred;
          const Icon = unstars ? FilledStarIcon : icons[action];
          const content = (
            <>
              <ListItemIcon sx={{ color: 'inherit' }}>
                <Icon fontSize="small" />
              </ListItemIcon>
              {t(unstars ? 'menu.unstar' : `menu.${action}`)}
            </>
          );
          if (action === 'download') {
            return (
              <MenuItem
                key={action}
                component="a"
                href={downloadUrl(message.file?.id ?? '')}
                download={message.file?.name ?? ''}
                onClick={hideOverlay}
              >
                {content}
              </MenuItem>
            );
          }
          return (
            <MenuItem
              key={action}
              onClick={() => {
                hideOverlay();
                run[action]();
              }}
              sx={action === 'delete' || action === 'deleteNote' ? { color: 'error.main' } : null}
            >
              {content}
            </MenuItem>
          );
        })}
    </Menu>
  );
}
