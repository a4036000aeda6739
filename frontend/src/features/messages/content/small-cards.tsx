import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { eventAnswers, type MessageDetails } from '@ticketz/contract/message-details';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../../lib/dates.ts';
import { CalendarIcon } from '../../../ui/icons/CalendarIcon.tsx';
import { PhoneIcon } from '../../../ui/icons/PhoneIcon.tsx';
import { VideoIcon } from '../../../ui/icons/VideoIcon.tsx';
import { safeHref } from '../text-links.ts';
import { Card, CardLine } from './Card.tsx';

type Detail<Name extends keyof MessageDetails> = NonNullable<MessageDetails[Name]>;

export function EventCard({ name, event }: { name: string; event: Detail<'event'> }) {
  const { t, i18n } = useTranslation('messages');
  return (
    <Card icon={CalendarIcon} title={name || t('kind.event')}>
      {event.canceled ? <CardLine>{t('event.canceled')}</CardLine> : null}
      {event.startsAt ? <CardLine>{formatDateTime(new Date(event.startsAt), i18n.language)}</CardLine> : null}
      {event.place ? <CardLine>{event.place}</CardLine> : null}
      {event.answers?.length ? <EventAnswers answers={event.answers} /> : null}
    </Card>
  );
}

/** How many come, and who. */
function EventAnswers({ answers }: { answers: NonNullable<Detail<'event'>['answers']> }) {
  const { t } = useTranslation('messages');
  return (
    <Box component="ul" aria-label={t('event.answers')} sx={{ listStyle: 'none', m: 0, mt: 0.75, p: 0 }}>
      {eventAnswers.map((answer) => {
        const names = answers.flatMap((one) => (one.answer === answer ? [one.name ?? t('event.us')] : []));
        if (names.length === 0) return null;
        return (
          <Box component="li" key={answer} sx={{ mt: 0.5 }}>
            <Box sx={{ typography: 'body2', fontWeight: 600 }}>
              {t('event.answer', { answer, count: names.length })}
            </Box>
            <Box dir="auto" sx={{ typography: 'caption', color: 'text.secondary', overflowWrap: 'anywhere' }}>
              {names.join(', ')}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}

export function CallEntry({ call }: { call: Detail<'call'> }) {
  const { t } = useTranslation('messages');
  const kind = call.video ? 'video' : 'voice';
  return (
    <Card icon={call.video ? VideoIcon : PhoneIcon} title={t(`call.${kind}`)}>
      {call.missed ? <Box sx={{ typography: 'caption', color: 'error.main' }}>{t('call.missed')}</Box> : null}
    </Card>
  );
}

/** What the sender's phone said of a page. Nothing is loaded from there. */
export function LinkPreview({ preview }: { preview: Detail<'preview'> }) {
  const href = safeHref(preview.url);
  if (!href) return null;
  return (
    <Link
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      underline="none"
      sx={{
        display: 'block',
        mb: 0.5,
        mx: -0.5,
        px: 1.25,
        py: 0.75,
        borderRadius: 1,
        bgcolor: 'action.hover',
        color: 'text.primary',
        overflowWrap: 'anywhere',
      }}
    >
      <Box dir="auto" sx={{ typography: 'body2', fontWeight: 600 }}>
        {preview.title}
      </Box>
      <Box
        dir="auto"
        sx={{
          typography: 'caption',
          color: 'text.secondary',
          display: '-webkit-box',
          WebkitLineClamp: 2,
          WebkitBoxOrient: 'vertical',
          overflow: 'hidden',
        }}
      >
        {preview.description}
      </Box>
      <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{new URL(href).hostname}</Box>
    </Link>
  );
}

/** Buttons or rows of a list that somebody is offered: to read, not to press. */
export function OptionList({ options }: { options: readonly string[] }) {
  const { t } = useTranslation('messages');
  return (
    <Box
      component="ul"
      aria-label={t('options')}
      sx={{ listStyle: 'none', m: 0, mt: 0.75, p: 0, display: 'grid', gap: 0.5 }}
    >
      {options.map((option, index) => (
        <Box
          component="li"
          // Two options may read the same.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          dir="auto"
          sx={{
            border: 1,
            borderColor: 'divider',
            borderRadius: 1,
            px: 1.25,
            py: 0.5,
            typography: 'body2',
            textAlign: 'center',
            overflowWrap: 'anywhere',
          }}
        >
          {option}
        </Box>
      ))}
    </Box>
  );
}
