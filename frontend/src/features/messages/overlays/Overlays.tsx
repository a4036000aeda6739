import type { Message } from '@ticketz/contract/messages';
import type { Ticket } from '@ticketz/contract/tickets';
import { lazy, Suspense, useEffect } from 'react';
import { useStore } from '../../../lib/store.ts';
import { ErrorBoundary } from '../../../ui/ErrorBoundary.tsx';
import { isAnswerable } from '../../tickets/ticket-actions.ts';
import { hideOverlay, type Overlay, overlayStore } from './overlay.ts';

const Lightbox = lazy(async () => ({ default: (await import('./Lightbox.tsx')).Lightbox }));
const DocumentViewer = lazy(async () => ({
  default: (await import('./DocumentViewer.tsx')).DocumentViewer,
}));
const EditsDialog = lazy(async () => ({ default: (await import('./EditsDialog.tsx')).EditsDialog }));
const MessageMenu = lazy(async () => ({ default: (await import('./MessageMenu.tsx')).MessageMenu }));
const ForwardDialog = lazy(async () => ({ default: (await import('./ForwardDialog.tsx')).ForwardDialog }));
const DeleteDialog = lazy(async () => ({ default: (await import('./DeleteDialog.tsx')).DeleteDialog }));
const SaveCardDialog = lazy(async () => ({ default: (await import('./SaveCardDialog.tsx')).SaveCardDialog }));

interface OverlaysProps {
  ticket: Ticket;
  messages: readonly Message[];
}

function content(overlay: Overlay, { ticket, messages }: OverlaysProps) {
  switch (overlay.type) {
    case 'lightbox':
      return <Lightbox messages={messages} messageId={overlay.messageId} />;
    case 'document':
      return <DocumentViewer file={overlay.file} />;
    case 'edits':
      return <EditsDialog message={overlay.message} />;
    case 'menu':
      return (
        <MessageMenu
          {...overlay}
          writable={overlay.message.ticketId === ticket.id && isAnswerable(ticket)}
          contactName={ticket.contact.name}
        />
      );
    case 'forward':
      return <ForwardDialog messages={overlay.messages} />;
    case 'delete':
      return <DeleteDialog messages={overlay.messages} />;
    case 'save-card':
      return <SaveCardDialog card={overlay.card} />;
    default:
      return null;
  }
}

/** Whatever lies over the conversation; each part comes when it is first needed. */
export function Overlays(props: OverlaysProps) {
  const overlay = useStore(overlayStore);
  useEffect(() => hideOverlay, []);
  if (!overlay) return null;
  return (
    <ErrorBoundary resetKey={overlay} fallback={() => null}>
      <Suspense>{content(overlay, props)}</Suspense>
    </ErrorBoundary>
  );
}
