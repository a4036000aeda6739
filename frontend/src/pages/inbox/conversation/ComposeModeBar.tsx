import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useTranslation } from 'react-i18next';
import { type ComposeMode, endMode } from '../../../features/messages/compose-mode.ts';
import { kindIcons } from '../../../features/messages/kind-icons.ts';
import { CloseIcon } from '../../../ui/icons/CloseIcon.tsx';
import { EditIcon } from '../../../ui/icons/EditIcon.tsx';
import { ReplyIcon } from '../../../ui/icons/ReplyIcon.tsx';

interface ComposeModeBarProps {
  ticketId: string;
  mode: Exclude<ComposeMode, { type: 'note' }>;
  contactName: string;
}

/** Above the composer: the message that is answered or changed. */
export function ComposeModeBar({ ticketId, mode, contactName }: ComposeModeBarProps) {
  const { t } = useTranslation('messages');
  const editing = mode.type === 'edit';
  const { kind, text } = editing ? mode.message : mode.quoted;
  const Icon = editing ? EditIcon : ReplyIcon;
  const KindIcon = kind === 'text' ? null : kindIcons[kind];
  const author =
    mode.type === 'reply' && mode.quoted.direction === 'outbound'
      ? (mode.quoted.authorName ?? t('author.us'))
      : contactName;
  return (
    <Box
      sx={{
        maxWidth: 980,
        mx: 'auto',
        mb: 1,
        display: 'flex',
        alignItems: 'center',
        gap: 1.25,
        paddingInlineStart: 1,
      }}
    >
      <Icon aria-hidden fontSize="small" sx={{ color: 'primary.main', flex: 'none' }} />
      <Box
        sx={{
          flex: 1,
          minWidth: 0,
          borderInlineStart: '3px solid',
          borderInlineStartColor: 'primary.main',
          paddingInlineStart: 1.25,
        }}
      >
        <Box sx={{ typography: 'caption', fontWeight: 600, color: 'primary.main' }}>
          {editing ? t('composer.editing') : t('composer.replyTo', { author })}
        </Box>
        <Box
          dir="auto"
          sx={{
            typography: 'body2',
            color: 'text.secondary',
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {KindIcon ? (
            <KindIcon aria-hidden sx={{ fontSize: 16, verticalAlign: -3, marginInlineEnd: 0.5 }} />
          ) : null}
          {text.slice(0, 300) || t(`kind.${kind}`)}
        </Box>
      </Box>
      <IconButton
        aria-label={t(editing ? 'composer.cancelEdit' : 'composer.cancelReply')}
        onClick={() => endMode(ticketId)}
      >
        <CloseIcon fontSize="small" />
      </IconButton>
    </Box>
  );
}
