import Box from '@mui/material/Box';
import type { MessageDirection, OutboundStatus } from '@ticketz/contract/messages';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime, formatTime } from '../../lib/dates.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { FilledStarIcon } from '../../ui/icons/FilledStarIcon.tsx';
import { AuthorLine } from './AuthorLine.tsx';
import { BubbleFailure } from './BubbleFailure.tsx';
import { BubbleBody, BubbleLine, BubbleMeta, BubbleRow } from './bubble-parts.ts';
import type { BubbleActions, BubbleContent } from './content/bubble-content.ts';
import { Content } from './content/Content.tsx';
import { EditedMark } from './content/EditedMark.tsx';
import { lookOf, pictureWidth } from './content/file-look.ts';
import { Reactions } from './content/Reactions.tsx';
import { MenuOpener, useMenuGestures } from './MenuOpener.tsx';
import type { MenuPlace } from './overlays/overlay.ts';
import { Ticks } from './Ticks.tsx';

export interface BubbleProps {
  direction: MessageDirection;
  content: BubbleContent;
  actions: BubbleActions;
  contactName: string;
  status: OutboundStatus | null;
  /** This person has put a star on it. */
  starred?: boolean;
  at: string;
  /** Who wrote it, in words; shown above the first bubble of a group when `showAuthor`. */
  author: string;
  showAuthor: boolean;
  /** In a group each author has one. */
  authorColor?: string | undefined;
  startsGroup: boolean;
  endsGroup: boolean;
  /** Why it wasn't sent, in words; with what can be done about it. */
  failure?: string | undefined;
  onRetry?: (() => void) | undefined;
  onDiscard?: (() => void) | undefined;
  onMenu?: ((place: MenuPlace) => void) | undefined;
  onStar?: (() => void) | undefined;
}

type MetaProps = Pick<BubbleProps, 'content' | 'actions' | 'status' | 'at' | 'starred'>;

function Meta({ content, actions, status, at, starred }: MetaProps) {
  const { t, i18n } = useTranslation('messages');
  const when = new Date(at);
  return (
    <BubbleMeta>
      {starred ? <FilledStarIcon titleAccess={t('starred')} sx={{ fontSize: 14 }} /> : null}
      {content.editedAt && !content.deletedAt ? (
        <EditedMark at={content.editedAt} onClick={actions.showEdits} />
      ) : null}
      <time dateTime={at} title={formatDateTime(when, i18n.language)}>
        {formatTime(when, i18n.language)}
      </time>
      {status && !content.deletedAt ? <Ticks status={status} /> : null}
    </BubbleMeta>
  );
}

/** One message. Whatever is in it, an error in showing it stays inside it. */
export const Bubble = memo(function Bubble(props: BubbleProps) {
  const { direction, content, actions, contactName, author, showAuthor, startsGroup, endsGroup } = props;
  const { t } = useTranslation('messages');
  const outbound = direction !== 'inbound';
  const note = direction === 'internal';
  const file = content.deletedAt ? null : content.file;
  const round = content.kind === 'video_note';
  const bare = file !== null && !content.quoted && (round || lookOf(content.kind, file) === 'sticker');
  const gestures = useMenuGestures(props.onMenu, props.onStar);
  return (
    <BubbleLine
      aria-label={t(note ? 'noteBy' : 'by', { author })}
      outbound={outbound}
      startsGroup={startsGroup}
      tabIndex={-1}
      {...gestures}
    >
      {showAuthor ? <AuthorLine name={author} color={props.authorColor} /> : null}
      <BubbleRow outbound={outbound}>
        <BubbleBody
          outbound={outbound}
          startsGroup={startsGroup}
          endsGroup={endsGroup}
          pictureWidth={pictureWidth(content.kind, file)}
          bare={bare}
          note={note}
        >
          <ErrorBoundary
            resetKey={content}
            fallback={() => (
              <Box sx={{ color: 'text.secondary', fontStyle: 'italic' }}>{t('cannotShow')}</Box>
            )}
          >
            <Content content={content} actions={actions} contactName={contactName} />
          </ErrorBoundary>
          <Meta
            content={content}
            actions={actions}
            status={props.status}
            starred={props.starred}
            at={props.at}
          />
        </BubbleBody>
        {props.onMenu ? <MenuOpener onMenu={props.onMenu} /> : null}
      </BubbleRow>
      <Reactions
        reactions={content.reactions}
        contactName={contactName}
        onRemove={actions.react && (() => actions.react?.(null))}
      />
      {props.failure ? (
        <BubbleFailure failure={props.failure} onRetry={props.onRetry} onDiscard={props.onDiscard} />
      ) : null}
    </BubbleLine>
  );
});
