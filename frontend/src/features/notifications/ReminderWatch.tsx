import { useInfiniteQuery } from '@tanstack/react-query';
import type { Reminder } from '@ticketz/contract/reminders';
import i18next from 'i18next';
import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { readStored, writeStored } from '../../lib/storage.ts';
import { showToast } from '../../ui/toast.ts';
import { dueCount } from '../reminders/due-count.ts';
import { isDue, remindersOf, remindersQuery } from '../reminders/reminder-queries.ts';
import { inOneTab } from './one-tab.ts';
import { soundOn } from './preferences.ts';
import { playNewMessageSound } from './sound.ts';

const shownForMs = 20_000;

/** Up to when reminders were told of in this browser: each is told once, though it fell due while this was closed. */
function toldKey(userId: string): string {
  return `ticketz.reminders.told.${userId}`;
}

function textOf(fresh: Reminder[]): string {
  const [first] = fresh;
  if (!first || fresh.length > 1) return i18next.t('notifications:reminder.missed', { count: fresh.length });
  const { note, ticket } = first;
  if (!note && !ticket) return i18next.t('notifications:reminder.missed', { count: 1 });
  if (note && ticket)
    return i18next.t('notifications:reminder.dueWith', { contact: ticket.contactName, note });
  return i18next.t('notifications:reminder.due', { what: note || (ticket?.contactName ?? '') });
}

/** Tells of reminders whose time has come, and counts those that are due. Renders nothing. */
export function ReminderWatch({ userId }: { userId: string }) {
  const navigate = useNavigate();
  const { data } = useInfiniteQuery(remindersQuery('open'));
  const due = remindersOf(data).filter(isDue);
  const count = due.length;

  useEffect(() => {
    dueCount.set(count);
    return () => dueCount.set(0);
  }, [count]);

  useEffect(() => {
    const told = readStored(toldKey(userId)) ?? '';
    const fresh = due.filter(({ firedAt }) => firedAt !== null && firedAt > (toldHere ?? told));
    const newest = fresh
      .map(({ firedAt }) => firedAt ?? '')
      .toSorted()
      .at(-1);
    if (!newest) return;
    toldHere = newest;
    inOneTab(`reminders ${newest}`, () => {
      if (soundOn.get()) playNewMessageSound();
    });
    writeStored(toldKey(userId), newest);
    const ticket = fresh.length === 1 ? fresh[0]?.ticket : null;
    showToast({
      text: textOf(fresh),
      durationMs: shownForMs,
      action: {
        label: i18next.t(ticket ? 'notifications:mention.open' : 'notifications:reminder.show'),
        run: () => void navigate(ticket ? `/tickets/${ticket.id}` : '/todo'),
      },
    });
  });
  return null;
}

/** The same in this tab: another one may have told of it a moment ago, on a screen that nobody looks at. */
let toldHere: string | null = null;
