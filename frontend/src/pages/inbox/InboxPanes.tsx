import Box from '@mui/material/Box';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQuery } from '@tanstack/react-query';
import { lazy, type RefObject, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useRemovedTicket } from '../../features/tickets/removed-tickets.ts';
import { ticketQuery } from '../../features/tickets/ticket-queries.ts';
import { loadAdminTexts } from '../../i18n/i18n.ts';
import { ChooseConversation } from './ChooseConversation.tsx';
import { ContactOverlay } from './contact/ContactOverlay.tsx';
import { setContactOpen, useInboxView } from './inbox-view.ts';
import { ListTools } from './ListTools.tsx';
import { ListPane } from './list/ListPane.tsx';
import { NetworkBanner } from './NetworkBanner.tsx';
import { PaneBoundary } from './PaneBoundary.tsx';
import { PaneSeparator } from './PaneSeparator.tsx';
import { usePaneWidth } from './use-pane-width.ts';

/** It comes right after the list, whether a conversation is open or not. */
const loadConversation = () => import('./conversation/ConversationPane.tsx');
const ConversationPane = lazy(async () => ({ default: (await loadConversation()).ConversationPane }));

/** With its words; the conversation is there first. */
const ContactPane = lazy(async () => {
  const [pane] = await Promise.all([import('./contact/ContactPane.tsx'), loadAdminTexts()]);
  return { default: pane.ContactPane };
});

interface InboxPanesProps {
  ticketId: string | null;
  searchRef: RefObject<HTMLInputElement | null>;
  onPalette: () => void;
}

/** Where the contact doesn't fit beside the conversation, it lies over it and the browser's back closes it. */
function useContactOverlay() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  return {
    open: params.has('contact'),
    show: () => setParams({ contact: '' }),
    hide: () => void navigate(-1),
  };
}

/** List, conversation, contact: three beside each other, two on a tablet, one at a time on a phone. */
export function InboxPanes({ ticketId, searchRef, onPalette }: InboxPanesProps) {
  const { t } = useTranslation('inbox');
  const one = useMediaQuery('(max-width: 759.95px)', { noSsr: true });
  const three = useMediaQuery('(min-width: 1180px)', { noSsr: true });
  const listWidth = usePaneWidth('list', 360, 280, 520);
  const contactWidth = usePaneWidth('contact', 320, 260, 460);
  const overlay = useContactOverlay();
  const { contactOpen } = useInboxView();
  const inputRef = useRef<HTMLTextAreaElement>(null);
  const removed = useRemovedTicket(ticketId ?? '');
  const { data: ticket } = useQuery({
    ...ticketQuery(ticketId ?? ''),
    enabled: ticketId !== null && !removed,
  });
  const contactTicket = removed ? undefined : ticket;
  const beside = three && contactOpen && contactTicket;

  useEffect(() => void loadConversation().catch(() => undefined), []);

  function toggleContact(): void {
    if (three) setContactOpen(!contactOpen);
    else if (overlay.open) overlay.hide();
    else overlay.show();
  }

  const list = (
    <PaneBoundary>
      <ListPane selectedId={ticketId} searchRef={searchRef} tools={<ListTools onPalette={onPalette} />} />
    </PaneBoundary>
  );
  const conversation = ticketId ? (
    <PaneBoundary resetKey={ticketId}>
      <Suspense fallback={<Box sx={{ height: '100%', bgcolor: 'background.default' }} />}>
        <ConversationPane
          key={ticketId}
          ticketId={ticketId}
          narrow={one}
          inputRef={inputRef}
          contactShown={Boolean(beside)}
          onToggleContact={toggleContact}
        />
      </Suspense>
    </PaneBoundary>
  ) : (
    <ChooseConversation />
  );

  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
        {one && ticketId ? null : (
          <Box
            sx={{
              flex: one ? 1 : 'none',
              width: one ? undefined : listWidth.width,
              maxWidth: one ? undefined : '42%',
              minWidth: 0,
              position: 'relative',
            }}
          >
            {list}
            {one ? <NetworkBanner over="list" /> : null}
          </Box>
        )}
        {one ? null : <PaneSeparator label={t('resizeList')} pane={listWidth} side="start" />}
        {one && !ticketId ? null : (
          <Box sx={{ flex: 1, minWidth: 0, position: 'relative' }}>
            {conversation}
            <NetworkBanner over="conversation" />
          </Box>
        )}
        {beside ? (
          <>
            <PaneSeparator label={t('resizeContact')} pane={contactWidth} side="end" />
            <Box sx={{ flex: 'none', width: contactWidth.width }}>
              <PaneBoundary resetKey={ticketId}>
                <Suspense>
                  <ContactPane ticket={beside} onClose={() => setContactOpen(false)} />
                </Suspense>
              </PaneBoundary>
            </Box>
          </>
        ) : null}
      </Box>
      {three || !contactTicket ? null : (
        <ContactOverlay open={overlay.open} full={one} onClose={overlay.hide}>
          <Suspense>
            <ContactPane ticket={contactTicket} onClose={overlay.hide} />
          </Suspense>
        </ContactOverlay>
      )}
    </Box>
  );
}
