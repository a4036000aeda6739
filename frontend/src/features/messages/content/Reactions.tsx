import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { Reaction } from '@ticketz/contract/messages';
import { useTranslation } from 'react-i18next';

interface ReactionsProps {
  reactions: readonly Reaction[];
  contactName: string;
  /** Takes ours away. */
  onRemove?: (() => void) | undefined;
}

/** The reactions under a bubble, each said with its author. Our own goes away by a click. */
export function Reactions({ reactions, contactName, onRemove }: ReactionsProps) {
  const { t } = useTranslation('messages');
  if (reactions.length === 0) return null;
  return (
    <Box sx={{ display: 'flex', gap: 0.5, mt: -0.75, px: 1, position: 'relative' }}>
      {reactions.map(({ emoji, side, author, memberName }, index) => {
        const who = side === 'customer' ? (memberName ?? contactName) : (author?.name ?? t('author.us'));
        const words = t('reaction.by', { emoji, author: who });
        const look = {
          display: 'inline-flex',
          alignItems: 'center',
          height: 26,
          px: 0.75,
          borderRadius: 13,
          border: 1,
          borderColor: 'divider',
          bgcolor: 'background.paper',
          fontSize: '0.9375rem',
        } as const;
        if (side === 'business' && onRemove) {
          return (
            <ButtonBase
              key={side}
              title={words}
              aria-label={`${words}. ${t('reaction.remove')}`}
              onClick={onRemove}
              sx={look}
            >
              {emoji}
            </ButtonBase>
          );
        }
        return (
          <Box
            // oxlint-disable-next-line react/no-array-index-key -- two members may have one name
            key={`${side} ${memberName ?? author?.id ?? ''} ${emoji} ${index}`}
            role="img"
            aria-label={words}
            title={words}
            sx={look}
          >
            {emoji}
          </Box>
        );
      })}
    </Box>
  );
}
