import { draftEndpoints } from '@ticketz/contract/drafts';
import { isApiError } from '../../api/api-error.ts';
import { callApi } from '../../api/call-api.ts';
import { realtimeState } from '../../realtime/connection-state.ts';
import { draftOf, draftStore, markDraftSaved, takeServerDrafts } from './drafts.ts';

const quietMs = 800;

async function save(ticketId: string): Promise<void> {
  const text = draftOf(ticketId);
  try {
    await callApi(draftEndpoints.saveDraft, { params: { ticketId }, body: { text } });
    markDraftSaved(ticketId, text);
  } catch (error) {
    // Refused for good (the ticket is gone): it stays in this browser. Else it is tried when the network is back.
    if (isApiError(error) && error.status > 0 && !error.isTemporary) markDraftSaved(ticketId, text);
  }
}

async function fetchAll(): Promise<void> {
  const { items } = await callApi(draftEndpoints.listDrafts, {});
  takeServerDrafts(items);
}

/** Keeps this browser's drafts and the server's the same. */
export function startDraftSync(): () => void {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let known = draftStore.get();

  function saveSoon(ticketId: string): void {
    clearTimeout(timers.get(ticketId));
    timers.set(
      ticketId,
      setTimeout(() => {
        timers.delete(ticketId);
        void save(ticketId);
      }, quietMs),
    );
  }

  function look(): void {
    const drafts = draftStore.get();
    for (const [ticketId, draft] of drafts) {
      if (!draft.saved && known.get(ticketId)?.text !== draft.text) saveSoon(ticketId);
    }
    known = drafts;
  }

  function saveAllUnsaved(): void {
    for (const [ticketId, draft] of draftStore.get()) if (!draft.saved) saveSoon(ticketId);
  }

  function synchronise(): void {
    saveAllUnsaved();
    // Drafts of other devices are a comfort: without them one writes on here.
    void fetchAll().catch(() => undefined);
  }

  const ignoreDrafts = draftStore.subscribe(look);
  const ignoreState = realtimeState.subscribe(() => {
    if (realtimeState.get() === 'online') synchronise();
  });
  synchronise();

  return () => {
    ignoreDrafts();
    ignoreState();
    for (const timer of timers.values()) clearTimeout(timer);
  };
}
