import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { QuotedMessage } from '@ticketz/contract/messages';
import { useTranslation } from 'react-i18next';
import { kindIcons } from '../kind-icons.ts';

interface QuotedPartProps {
  quoted: QuotedMessage;
  contactName: string;
  onClick?: (() => void) | undefined;
}

/** The message that is answered, in two lines. */
export function QuotedPart({ quoted, contactName, onClick }: QuotedPartProps) {
  const { t } = useTranslation('messages');
  const { kind, text, direction, authorName } = quoted;
  const author = direction === 'inbound' ? (authorName ?? contactName) : (authorName ?? t('author.us'));
  const Icon = kind === 'text' ? null : kindIcons[kind];
  const look = {
    display: 'block',
    width: 'calc(100% + 8px)',
    mx: -0.5,
    mb: 0.5,
    px: 1.25,
    py: 0.5,
    textAlign: 'start',
    borderRadius: 1,
    borderInlineStart: '3px solid',
    borderInlineStartColor: direction === 'inbound' ? 'secondary.main' : 'primary.main',
    bgcolor: 'action.hover',
  } as const;
  const content = (
    <>
      <Box component="span" sx={{ display: 'block', typography: 'caption', fontWeight: 600 }}>
        {author}
      </Box>
      <Box
        component="span"
        dir="auto"
        sx={{
          typography: 'caption',
          color: 'text.secondary',
          display: '-webkit-box',
          WebkitLineClamp: 2,
          WebkitBoxOrient: 'vertical',
          overflow: 'hidden',
          overflowWrap: 'anywhere',
        }}
      >
        {Icon ? <Icon aria-hidden sx={{ fontSize: 14, verticalAlign: -2, marginInlineEnd: 0.5 }} /> : null}
        {text || t(`kind.${kind}`)}
      </Box>
    </>
  );
  if (!onClick) return <Box sx={look}>{content}</Box>;
  return (
    <ButtonBase
      onClick={onClick}
      aria-label={t('quoted', { author, text: text || t(`kind.${kind}`) })}
      sx={look}
    >
      {content}
    </ButtonBase>
  );
}
