import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import { lazy, type RefObject, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../../api/api-error.ts';
import { MessagesSkeleton } from '../../../features/messages/MessagesSkeleton.tsx';
import { useSelection } from '../../../features/messages/selection.ts';
import { setOpenTicket } from '../../../features/notifications/reading.ts';
import { useRemovedTicket } from '../../../features/tickets/removed-tickets.ts';
import { isAnswerable, useTicketActions } from '../../../features/tickets/ticket-actions.ts';
import { ticketQuery } from '../../../features/tickets/ticket-queries.ts';
import { useDocumentTitle } from '../../../lib/document-title.ts';
import { LoadFailed } from '../../../ui/LoadFailed.tsx';
import { followTaken } from '../inbox-view.ts';
import { PaneBoundary } from '../PaneBoundary.tsx';
import { AnswerArea } from './AnswerArea.tsx';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { ConversationHeader } from './ConversationHeader.tsx';
import { FileDrop } from './FileDrop.tsx';
import { Gone } from './Gone.tsx';
import { Messages } from './Messages.tsx';
import { useAttachments } from './use-attachments.tsx';
import { useConversationCommands } from './use-conversation-commands.ts';

const SelectionBar = lazy(async () => ({ default: (await import('./SelectionBar.tsx')).SelectionBar }));

interface ConversationPaneProps {
  ticketId: string;
  narrow: boolean;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  contactShown: boolean;
  onToggleContact: () => void;
}

function Conversation({ ticket, ...props }: { ticket: Ticket } & Omit<ConversationPaneProps, 'ticketId'>) {
  const { narrow, inputRef, contactShown, onToggleContact } = props;
  const { run, busy } = useTicketActions(ticket.id, followTaken);
  useDocumentTitle(ticket.contact.name);
  useConversationCommands({ ticket, run, inputRef, contactShown, onToggleContact });
  const writable = isAnswerable(ticket);
  const selected = useSelection(ticket.id);
  const { attach, dialog } = useAttachments(ticket.id);

  useEffect(() => {
    setOpenTicket(ticket.id);
    return () => setOpenTicket(null);
  }, [ticket.id]);

  return (
    <>
      <ConversationHeader
        ticket={ticket}
        narrow={narrow}
        busy={busy}
        onAction={(action) => void run(action)}
        contactShown={contactShown}
        onToggleContact={onToggleContact}
      />
      <ConnectionNotice connectionId={ticket.connection.id} />
      <FileDrop onFiles={writable && !selected ? attach : undefined}>
        <PaneBoundary resetKey={ticket.id}>
          <Messages ticket={ticket} />
        </PaneBoundary>
        {selected ? (
          <Suspense fallback={<Box sx={{ height: 64, flex: 'none' }} />}>
            <SelectionBar ticket={ticket} ids={selected} />
          </Suspense>
        ) : (
          <AnswerArea
            ticket={ticket}
            inputRef={inputRef}
            busy={busy}
            onAction={(action) => void run(action)}
            onFiles={attach}
          />
        )}
        {/* Inside, so that more files can be dropped onto it. */}
        {dialog}
      </FileDrop>
    </>
  );
}

/** A conversation with everything around it; one pane, keyed by its ticket. */
export function ConversationPane({ ticketId, ...props }: ConversationPaneProps) {
  const { t } = useTranslation('inbox');
  const removed = useRemovedTicket(ticketId);
  const ticket = useQuery({ ...ticketQuery(ticketId), enabled: !removed });

  function content() {
    if (removed) return <Gone takenBy={removed.takenBy} reason="removed" />;
    if (isApiError(ticket.error) && [403, 404, 422].includes(ticket.error.status))
      return <Gone reason={ticket.data ? 'removed' : 'missing'} />;
    if (ticket.data) return <Conversation ticket={ticket.data} {...props} />;
    if (ticket.isPending) return <MessagesSkeleton />;
    return <LoadFailed error={ticket.error} onRetry={() => void ticket.refetch()} />;
  }
  return (
    <Box
      component="section"
      aria-label={t('conversation')}
      sx={{
        height: '100%',
        minWidth: 0,
        display: 'flex',
        flexDirection: 'column',
        bgcolor: 'background.default',
      }}
    >
      {content()}
    </Box>
  );
}
