import type { CompanySettings } from '@ticketz/contract/settings';
import { addOpenSeconds, type Hours } from '../../opening-hours/schedule.ts';

/** What is to be known of a ticket in which nothing has happened for a while. */
export interface SilentTicket {
  status: 'pending' | 'open';
  inBot: boolean;
  /** Who wrote last. */
  lastDirection: 'inbound' | 'outbound' | null;
  /** Since when nothing has happened: written, taken or woken. */
  since: Date;
  /** The customer was reminded since. */
  reminded: boolean;
  hours: Hours;
}

type Settings = Pick<
  CompanySettings,
  | 'customerSilentMinutes'
  | 'customerSilentText'
  | 'agentSilentMinutes'
  | 'botSilentMinutes'
  | 'timeOutsInHours'
>;

/** `remind` the customer, `close` the ticket, `return` it to those that wait, `hand-over` from the bot to people. */
export type TimeOut = 'remind' | 'close' | 'return' | 'hand-over';

/** What is due in a ticket because somebody has been silent for too long; null: nothing yet. */
export function decideTimeOut(ticket: SilentTicket, settings: Settings, at: Date): TimeOut | null {
  const found = waitedFor(ticket, settings);
  if (!found || found.minutes === 0) return null;
  const hours = settings.timeOutsInHours ? ticket.hours : null;
  const due = addOpenSeconds(hours, ticket.since, found.minutes * 60);
  return due && due <= at ? found.action : null;
}

function waitedFor(ticket: SilentTicket, settings: Settings): { minutes: number; action: TimeOut } | null {
  const { status, inBot, lastDirection, reminded } = ticket;
  if (status === 'pending') return inBot ? { minutes: settings.botSilentMinutes, action: 'hand-over' } : null;
  if (lastDirection === 'inbound') return { minutes: settings.agentSilentMinutes, action: 'return' };
  const remind = settings.customerSilentText.trim() !== '' && !reminded;
  return { minutes: settings.customerSilentMinutes, action: remind ? 'remind' : 'close' };
}
