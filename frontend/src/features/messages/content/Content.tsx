import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { BanIcon } from '../../../ui/icons/BanIcon.tsx';
import { ForwardIcon } from '../../../ui/icons/ForwardIcon.tsx';
import { MessagePlaceholder } from '../MessagePlaceholder.tsx';
import { MessageText } from '../MessageText.tsx';
import type { BubbleActions, BubbleContent } from './bubble-content.ts';
import { ContactCards } from './ContactCards.tsx';
import { FileContent } from './FileContent.tsx';
import { LocationCard } from './LocationCard.tsx';
import { PollCard } from './PollCard.tsx';
import { QuotedPart } from './QuotedPart.tsx';
import { CallEntry, EventCard, LinkPreview, OptionList } from './small-cards.tsx';

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

function Main({ content, actions }: { content: BubbleContent; actions: BubbleActions }) {
  const { kind, text, file, details } = content;
  const written = text ? <MessageText text={text} /> : null;
  if (file) {
    return (
      <>
        <FileContent kind={kind} file={file} actions={actions} />
        {written}
      </>
    );
  }
  if (details?.poll) return <PollCard question={text} poll={details.poll} />;
  if (details?.event) return <EventCard name={text} event={details.event} />;
  if (details?.call) return <CallEntry call={details.call} />;
  const card = details?.location ? (
    <LocationCard location={details.location} live={kind === 'live_location'} />
  ) : details?.contacts ? (
    <ContactCards contacts={details.contacts} />
  ) : details?.preview ? (
    <LinkPreview preview={details.preview} />
  ) : null;
  return (
    <>
      {card}
      {card || details?.options || kind === 'text' ? null : <MessagePlaceholder kind={kind} />}
      {written}
      {details?.options ? <OptionList options={details.options} /> : null}
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
