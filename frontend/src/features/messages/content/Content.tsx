import Box from '@mui/material/Box';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { BanIcon } from '../../../ui/icons/BanIcon.tsx';
import { ForwardIcon } from '../../../ui/icons/ForwardIcon.tsx';
import { MessagePlaceholder } from '../MessagePlaceholder.tsx';
import { MessageText } from '../MessageText.tsx';
import type { BubbleActions, BubbleContent } from './bubble-content.ts';
import { roomOf } from './file-look.ts';
import { MembersText } from './MembersText.tsx';
import { NoteText } from './NoteText.tsx';
import { QuotedPart } from './QuotedPart.tsx';
import { TransferLines } from './TransferLines.tsx';

function Deleted() {
  const { t } = useTranslation('messages');
  return (
    <Box component="span" sx={{ color: 'text.secondary', fontStyle: 'italic' }}>
      <BanIcon aria-hidden sx={{ fontSize: 16, verticalAlign: -3, marginInlineEnd: 0.75 }} />
      {t('deleted')}
    </Box>
  );
}

function Forwarded() {
  const { t } = useTranslation('messages');
  return (
    <Box sx={{ typography: 'caption', color: 'text.secondary', fontStyle: 'italic' }}>
      <ForwardIcon aria-hidden sx={{ fontSize: 14, verticalAlign: -2, marginInlineEnd: 0.5 }} />
      {t('forwarded')}
    </Box>
  );
}

/** What isn't text is drawn by code that comes after the page is there; its room is kept. */
const FileContent = lazy(async () => ({ default: (await import('./FileContent.tsx')).FileContent }));
const DetailsContent = lazy(async () => ({ default: (await import('./DetailsContent.tsx')).DetailsContent }));

function Main({ content, actions }: { content: BubbleContent; actions: BubbleActions }) {
  const { kind, text, file, details } = content;
  if (file) {
    return (
      <>
        <Suspense fallback={<Box style={roomOf(kind, file)} sx={{ maxWidth: '100%' }} />}>
          <FileContent kind={kind} file={file} actions={actions} />
        </Suspense>
        {text ? <MessageText text={text} /> : null}
      </>
    );
  }
  if (kind === 'note') {
    return (
      <>
        {details?.transfer ? <TransferLines transfer={details.transfer} /> : null}
        {text || !details?.transfer ? <NoteText text={text} mentions={details?.mentions ?? []} /> : null}
      </>
    );
  }
  if (kind === 'text' && details?.members && !details.preview) {
    return <MembersText text={text} members={details.members} />;
  }
  if (details) {
    return (
      <Suspense fallback={<Box sx={{ width: 280, height: 48, maxWidth: '100%' }} />}>
        <DetailsContent kind={kind} text={text} details={details} />
      </Suspense>
    );
  }
  return (
    <>
      {kind === 'text' ? null : <MessagePlaceholder kind={kind} />}
      {text ? <MessageText text={text} /> : null}
    </>
  );
}

/** Everything inside a bubble but its time. */
export function Content(props: { content: BubbleContent; actions: BubbleActions; contactName: string }) {
  const { content, actions, contactName } = props;
  if (content.deletedAt) return <Deleted />;
  return (
    <>
      {content.forwarded ? <Forwarded /> : null}
      {content.quoted ? (
        <QuotedPart quoted={content.quoted} contactName={contactName} onClick={actions.goToQuoted} />
      ) : null}
      <Main content={content} actions={actions} />
    </>
  );
}
