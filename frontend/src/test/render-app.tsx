import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aboutEndpoints } from '@ticketz/contract/about';
import { authEndpoints, type Me } from '@ticketz/contract/auth';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { draftEndpoints } from '@ticketz/contract/drafts';
import { reminderEndpoints } from '@ticketz/contract/reminders';
import { settingsEndpoints, settingsFrom } from '@ticketz/contract/settings';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { userEndpoints } from '@ticketz/contract/users';
import { vi } from 'vitest';
import { forgetSession } from '../api/session.ts';
import { App } from '../app/App.tsx';
import { toastQueue } from '../ui/toast.ts';
import { createFakeApi, type FakeApi, FakeFailure } from './fake-api.ts';
import { sessionOf } from './people.ts';

// Loaded beforehand, so that a test waits for the page and not for the compiler.
const pages = import.meta.glob([
  '../pages/**/*.tsx',
  '../app/layout/AppShell.tsx',
  '../app/Notices.tsx',
  '!**/*.test.tsx',
]);
await Promise.all(Object.values(pages).map((load) => load()));

/** A socket that stays silent: these tests are about pages, the events have their own. */
class SilentSocket extends EventTarget {
  readyState = 0;
  close(): void {
    this.readyState = 3;
  }
}

/** What every page asks for at the start, so that a test only says what it is about. */
function answerTheUsual(api: FakeApi, me: Me | null): void {
  api.on(authEndpoints.refresh, () => {
    if (!me) throw new FakeFailure('unauthenticated');
    return sessionOf(me);
  });
  api.on(authEndpoints.logOut, () => undefined);
  api.on(aboutEndpoints.about, () => ({
    name: 'Ticketz',
    version: '1.2.3',
    sourceUrl: 'https://example.org/ticketz',
    demoPhoneUrl: null,
  }));
  api.on(connectionEndpoints.listConnectionSummaries, () => ({ items: [] }));
  api.on(ticketEndpoints.listTickets, () => ({ items: [], nextCursor: null }));
  api.on(ticketEndpoints.countTickets, () => ({
    mine: { total: 0, unread: 0 },
    waiting: { total: 0, unread: 0 },
    snoozed: { total: 0 },
    groups: null,
  }));
  api.on(userEndpoints.listColleagues, () => ({ items: [] }));
  api.on(settingsEndpoints.getSettings, () => settingsFrom({}));
  api.on(draftEndpoints.listDrafts, () => ({ items: [] }));
  api.on(reminderEndpoints.listReminders, () => ({ items: [], nextCursor: null }));
}

interface AppOptions {
  path: string;
  /** Who is logged in already; nobody when left out. */
  me?: Me;
  answers?: (api: FakeApi) => void;
}

/** Opens the whole app at an address, over a fake API, as a browser that was just started would. */
export function renderApp({ path, me, answers }: AppOptions) {
  const api = createFakeApi();
  answerTheUsual(api, me ?? null);
  answers?.(api);
  vi.stubGlobal('fetch', api.fetch);
  vi.stubGlobal('WebSocket', SilentSocket);
  window.history.replaceState(null, '', path);
  forgetSession();
  toastQueue.set([]);
  const view = render(<App />);
  return { api, user: userEvent.setup(), ...view };
}
