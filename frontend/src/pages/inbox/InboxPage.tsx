import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router-dom';
import { catchTyping, takeTyped } from '../../features/shortcuts/typed-ahead.ts';
import { useShortcutKeys } from '../../features/shortcuts/use-shortcut-keys.ts';
import { loadFindTexts } from '../../i18n/i18n.ts';
import { useDocumentTitle } from '../../lib/document-title.ts';
import { InboxPanes } from './InboxPanes.tsx';
import { useFilterInUrl } from './use-filter-in-url.ts';
import { useInboxCommands } from './use-inbox-commands.ts';

const CommandPalette = lazy(async () => {
  const [palette] = await Promise.all([
    import('../../features/shortcuts/CommandPalette.tsx'),
    loadFindTexts(),
  ]);
  return { default: palette.CommandPalette };
});
const ShortcutsDialog = lazy(async () => ({
  default: (await import('../../features/shortcuts/ShortcutsDialog.tsx')).ShortcutsDialog,
}));

/** The agent's day: tickets, the conversation, the customer. */
export function InboxPage() {
  const { t } = useTranslation('inbox');
  const { ticketId = null } = useParams();
  const navigate = useNavigate();
  const searchRef = useRef<HTMLInputElement>(null);
  const [overlay, setOverlay] = useState<'palette' | 'shortcuts' | null>(null);
  const close = useCallback(() => setOverlay(null), []);
  const openPalette = useCallback(() => {
    catchTyping();
    setOverlay('palette');
  }, []);
  const openShortcuts = useCallback(() => setOverlay('shortcuts'), []);
  const focusSearch = useCallback(() => searchRef.current?.focus(), []);
  const openTicket = useCallback((id: string) => void navigate(`/tickets/${id}`), [navigate]);
  useDocumentTitle(t('title'));
  useShortcutKeys(overlay !== null);
  // Whoever has left needn't be waited for.
  useEffect(() => () => void takeTyped(), []);
  useFilterInUrl();
  useInboxCommands({ ticketId, focusSearch, openPalette, openShortcuts });

  return (
    <>
      <InboxPanes ticketId={ticketId} searchRef={searchRef} onPalette={openPalette} />
      <Suspense>
        {overlay === 'palette' ? <CommandPalette onClose={close} onOpenTicket={openTicket} /> : null}
        {overlay === 'shortcuts' ? <ShortcutsDialog onClose={close} /> : null}
      </Suspense>
    </>
  );
}
