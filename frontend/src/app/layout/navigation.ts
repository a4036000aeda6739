import type { Me } from '@ticketz/contract/auth';
import { botMenuEndpoints } from '@ticketz/contract/bot-menus';
import { companyEndpoints } from '@ticketz/contract/companies';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { contactEndpoints } from '@ticketz/contract/contacts';
import type { Access } from '@ticketz/contract/endpoint';
import { openingHoursEndpoints } from '@ticketz/contract/opening-hours';
import { queueEndpoints } from '@ticketz/contract/queues';
import { quickMessageEndpoints } from '@ticketz/contract/quick-messages';
import { reminderEndpoints } from '@ticketz/contract/reminders';
import { reportEndpoints } from '@ticketz/contract/reports';
import { settingsEndpoints } from '@ticketz/contract/settings';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { userEndpoints } from '@ticketz/contract/users';
import type { ComponentType } from 'react';
import { may } from '../../features/auth/may.ts';
import { BoardIcon } from '../../ui/icons/BoardIcon.tsx';
import { BotIcon } from '../../ui/icons/BotIcon.tsx';
import { BuildingIcon } from '../../ui/icons/BuildingIcon.tsx';
import { ChartIcon } from '../../ui/icons/ChartIcon.tsx';
import { ClockIcon } from '../../ui/icons/ClockIcon.tsx';
import { ContactsIcon } from '../../ui/icons/ContactsIcon.tsx';
import { InboxIcon } from '../../ui/icons/InboxIcon.tsx';
import { MessageIcon } from '../../ui/icons/MessageIcon.tsx';
import { PeopleIcon } from '../../ui/icons/PeopleIcon.tsx';
import { PhoneIcon } from '../../ui/icons/PhoneIcon.tsx';
import { QueuesIcon } from '../../ui/icons/QueuesIcon.tsx';
import { SettingsIcon } from '../../ui/icons/SettingsIcon.tsx';
import { TodoIcon } from '../../ui/icons/TodoIcon.tsx';

export interface Destination {
  name:
    | 'inbox'
    | 'contacts'
    | 'todo'
    | 'board'
    | 'quickMessages'
    | 'reports'
    | 'connections'
    | 'queues'
    | 'openingHours'
    | 'bot'
    | 'users'
    | 'settings'
    | 'companies';
  path: string;
  icon: ComponentType;
  /** The endpoint the page lives from: who may call it may see it. */
  endpoint: { access: Access };
}

const destinations: Destination[] = [
  { name: 'inbox', path: '/', icon: InboxIcon, endpoint: ticketEndpoints.listTickets },
  { name: 'contacts', path: '/contacts', icon: ContactsIcon, endpoint: contactEndpoints.listContacts },
  { name: 'todo', path: '/todo', icon: TodoIcon, endpoint: reminderEndpoints.listReminders },
  { name: 'board', path: '/board', icon: BoardIcon, endpoint: ticketEndpoints.countBoard },
  {
    name: 'quickMessages',
    path: '/quick-messages',
    icon: MessageIcon,
    endpoint: quickMessageEndpoints.listQuickMessages,
  },
  { name: 'reports', path: '/reports', icon: ChartIcon, endpoint: reportEndpoints.readReport },
  {
    name: 'connections',
    path: '/connections',
    icon: PhoneIcon,
    endpoint: connectionEndpoints.listConnections,
  },
  { name: 'queues', path: '/queues', icon: QueuesIcon, endpoint: queueEndpoints.listQueues },
  {
    name: 'openingHours',
    path: '/opening-hours',
    icon: ClockIcon,
    endpoint: openingHoursEndpoints.listOpeningHours,
  },
  { name: 'bot', path: '/bot', icon: BotIcon, endpoint: botMenuEndpoints.listBotMenus },
  { name: 'users', path: '/users', icon: PeopleIcon, endpoint: userEndpoints.listUsers },
  { name: 'settings', path: '/settings', icon: SettingsIcon, endpoint: settingsEndpoints.getSettings },
  { name: 'companies', path: '/companies', icon: BuildingIcon, endpoint: companyEndpoints.listCompanies },
];

/** Where this person may go. */
export function destinationsFor(me: Me): Destination[] {
  return destinations.filter(({ endpoint }) => may(me, endpoint));
}

/** The inbox is at `/` and at each ticket's address. */
export function isCurrent(destination: { path: string }, pathname: string): boolean {
  if (destination.path === '/') return pathname === '/' || pathname.startsWith('/tickets/');
  return pathname === destination.path || pathname.startsWith(`${destination.path}/`);
}
