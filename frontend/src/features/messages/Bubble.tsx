import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { MessageKind, OutboundStatus } from '@ticketz/contract/messages';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime, formatTime } from '../../lib/dates.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { MessagePlaceholder } from './MessagePlaceholder.tsx';
import { MessageText } from './MessageText.tsx';
import { Ticks } from './Ticks.tsx';

export interface BubbleProps {
  direction: 'inbound' | 'outbound';
  kind: MessageKind;
  text: string;
  status: OutboundStatus | null;
  at: string;
  /** Who wrote it, in words; shown above the first bubble of a group when `showAuthor`. */
  author: string;
  showAuthor: boolean;
  startsGroup: boolean;
  endsGroup: boolean;
  /** Why it wasn't sent, in words; with what can be done about it. */
  failure?: string | undefined;
  onRetry?: (() => void) | undefined;
  onDiscard?: (() => void) | undefined;
}

const radius = 14;
const innerRadius = 5;

function corners(outbound: boolean, startsGroup: boolean, endsGroup: boolean) {
  const top = startsGroup ? radius : innerRadius;
  const bottom = endsGroup ? radius : innerRadius;
  return outbound
    ? {
        borderStartStartRadius: radius,
        borderStartEndRadius: top,
        borderEndEndRadius: bottom,
        borderEndStartRadius: radius,
      }
    : {
        borderStartStartRadius: top,
        borderStartEndRadius: radius,
        borderEndEndRadius: radius,
        borderEndStartRadius: bottom,
      };
}

function Failure({ failure, onRetry, onDiscard }: Pick<BubbleProps, 'failure' | 'onRetry' | 'onDiscard'>) {
  const { t } = useTranslation('messages');
  return (
    <Box
      sx={{
        mt: 0.5,
        maxWidth: 'min(76%, 620px)',
        typography: 'caption',
        color: 'error.main',
        textAlign: 'end',
      }}
    >
      <span>{failure}</span>
      {onRetry ? (
        <Button size="small" color="error" onClick={onRetry} sx={{ marginInlineStart: 1 }}>
          {t('retry')}
        </Button>
      ) : null}
      {onDiscard ? (
        <Button size="small" color="inherit" onClick={onDiscard} sx={{ color: 'text.secondary' }}>
          {t('discard')}
        </Button>
      ) : null}
    </Box>
  );
}

function Body({ kind, text }: Pick<BubbleProps, 'kind' | 'text'>) {
  if (kind === 'text') return <MessageText text={text} />;
  return (
    <>
      <MessagePlaceholder kind={kind} />
      {text ? <MessageText text={text} /> : null}
    </>
  );
}

/** One message. Whatever its text is, an error in showing it stays inside it. */
export const Bubble = memo(function Bubble(props: BubbleProps) {
  const { direction, kind, text, status, at, author, showAuthor, startsGroup, endsGroup } = props;
  const { t, i18n } = useTranslation('messages');
  const outbound = direction === 'outbound';
  const when = new Date(at);
  return (
    <Box
      component="article"
      aria-label={t('by', { author })}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        alignItems: outbound ? 'flex-end' : 'flex-start',
        paddingBlockStart: startsGroup ? 1.25 : 0.25,
      }}
    >
      {showAuthor ? (
        <Box aria-hidden sx={{ typography: 'caption', color: 'text.secondary', px: 1.5, pb: 0.25 }}>
          {author}
        </Box>
      ) : null}
      <Box
        sx={{
          ...corners(outbound, startsGroup, endsGroup),
          maxWidth: { xs: '86%', sm: 'min(76%, 620px)' },
          px: 1.5,
          py: 0.75,
          display: 'flow-root',
          unicodeBidi: 'plaintext',
          bgcolor: outbound ? 'bubble.outbound' : 'bubble.inbound',
          border: 1,
          borderColor: outbound ? 'transparent' : 'divider',
        }}
      >
        <ErrorBoundary
          resetKey={text}
          fallback={() => <Box sx={{ color: 'text.secondary', fontStyle: 'italic' }}>{t('cannotShow')}</Box>}
        >
          <Body kind={kind} text={text} />
        </ErrorBoundary>
        <Box
          component="span"
          sx={{
            // On the last line of the text where that has room, else below it.
            float: 'inline-end',
            display: 'inline-flex',
            alignItems: 'center',
            gap: 0.5,
            mt: '5px',
            mb: '-3px',
            marginInlineStart: 1.25,
            color: 'bubble.tick',
            fontSize: '0.75rem',
            lineHeight: '18px',
            userSelect: 'none',
          }}
        >
          <time dateTime={at} title={formatDateTime(when, i18n.language)}>
            {formatTime(when, i18n.language)}
          </time>
          {status ? <Ticks status={status} /> : null}
        </Box>
      </Box>
      {props.failure ? (
        <Failure failure={props.failure} onRetry={props.onRetry} onDiscard={props.onDiscard} />
      ) : null}
    </Box>
  );
});
