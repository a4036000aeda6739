import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { type SharedKind, sharedKinds } from '@ticketz/contract/messages';
import type { Ticket } from '@ticketz/contract/tickets';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { StarredMessages } from '../../../features/messages/stars/StarredMessages.tsx';
import { EarlierTickets } from './EarlierTickets.tsx';
import { SharedMessages } from './SharedMessages.tsx';
import { TicketTimeline } from './TicketTimeline.tsx';
import { TranscriptPart } from './TranscriptPart.tsx';

function Part({ title, children }: { title: string; children: ReactNode }) {
  const titleId = useId();
  return (
    <Box
      component="section"
      aria-labelledby={titleId}
      sx={{ px: 3, py: 1.5, borderTop: 1, borderColor: 'divider' }}
    >
      <Typography id={titleId} variant="body2" component="h3" sx={{ fontWeight: 600, pt: 0.5 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

/** What happened to the ticket, what was shared in the conversation, and the tickets the contact had before it. */
export function ContactExtras({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation(['search', 'timeline']);
  const [kind, setKind] = useState<SharedKind>('media');
  const panelId = useId();
  return (
    <>
      <Part title={t('timeline:title')}>
        <TicketTimeline ticket={ticket} />
      </Part>
      <Part title={t('shared')}>
        <Tabs
          value={kind}
          onChange={(_, next: SharedKind) => setKind(next)}
          variant="fullWidth"
          aria-label={t('shared')}
          sx={{ minHeight: 40, mb: 1 }}
        >
          {sharedKinds.map((one) => (
            <Tab
              key={one}
              value={one}
              label={t(one)}
              id={`${panelId}-${one}`}
              aria-controls={panelId}
              sx={{ minHeight: 40, minWidth: 0, px: 0.5 }}
            />
          ))}
        </Tabs>
        <div id={panelId} role="tabpanel" aria-labelledby={`${panelId}-${kind}`}>
          <SharedMessages key={kind} ticketId={ticket.id} kind={kind} />
        </div>
      </Part>
      <Part title={t('starred')}>
        <StarredMessages
          ticketId={ticket.id}
          empty={<Box sx={{ py: 1, typography: 'body2', color: 'text.secondary' }}>{t('noStarsHere')}</Box>}
        />
        <Button component={Link} to="/starred" size="small" sx={{ marginInlineStart: -0.75 }}>
          {t('allStarred')}
        </Button>
      </Part>
      <Part title={t('history')}>
        <EarlierTickets ticket={ticket} />
      </Part>
      <TranscriptPart ticket={ticket} />
    </>
  );
}
