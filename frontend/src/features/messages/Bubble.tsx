import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { MessageKind, OutboundStatus } from '@ticketz/contract/messages';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime, formatTime } from '../../lib/dates.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { BubbleBody, BubbleLine, BubbleMeta } from './bubble-parts.ts';
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
    <BubbleLine aria-label={t('by', { author })} outbound={outbound} startsGroup={startsGroup}>
      {showAuthor ? (
        <Box aria-hidden sx={{ typography: 'caption', color: 'text.secondary', px: 1.5, pb: 0.25 }}>
          {author}
        </Box>
      ) : null}
      <BubbleBody outbound={outbound} startsGroup={startsGroup} endsGroup={endsGroup}>
        <ErrorBoundary
          resetKey={text}
          fallback={() => <Box sx={{ color: 'text.secondary', fontStyle: 'italic' }}>{t('cannotShow')}</Box>}
        >
          <Body kind={kind} text={text} />
        </ErrorBoundary>
        <BubbleMeta>
          <time dateTime={at} title={formatDateTime(when, i18n.language)}>
            {formatTime(when, i18n.language)}
          </time>
          {status ? <Ticks status={status} /> : null}
        </BubbleMeta>
      </BubbleBody>
      {props.failure ? (
        <Failure failure={props.failure} onRetry={props.onRetry} onDiscard={props.onDiscard} />
      ) : null}
    </BubbleLine>
  );
});
