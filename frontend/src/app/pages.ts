import { type ComponentType, lazy } from 'react';
import {
  loadAdminTexts,
  loadAppTexts,
  loadComposeTexts,
  loadFindTexts,
  loadListTexts,
  loadTodoTexts,
} from '../i18n/i18n.ts';

function page<Name extends string>(name: Name, load: () => Promise<Record<Name, ComponentType>>) {
  return lazy(async () => ({ default: (await load())[name] }));
}

/** Each page is a chunk of its own, loaded when it is opened. */
export const LoginPage = page('LoginPage', () => import('../pages/LoginPage.tsx'));
export const ChangePasswordPage = page('ChangePasswordPage', () => import('../pages/ChangePasswordPage.tsx'));
export const InboxPage = page('InboxPage', () => import('../pages/inbox/InboxPage.tsx'));
export const ConnectionsPage = page('ConnectionsPage', () => import('../pages/ConnectionsPage.tsx'));
const withAdminTexts =
  <Module>(load: () => Promise<Module>) =>
  async () =>
    (await Promise.all([load(), loadAdminTexts()]))[0];

export const ConnectionHealthPage = page(
  'ConnectionHealthPage',
  withAdminTexts(() => import('../pages/ConnectionHealthPage.tsx')),
);
export const ContactsPage = page(
  'ContactsPage',
  withAdminTexts(() => import('../pages/ContactsPage.tsx')),
);
export const ContactPage = page(
  'ContactPage',
  withAdminTexts(() => import('../pages/ContactPage.tsx')),
);
export const ContactImportPage = page(
  'ContactImportPage',
  withAdminTexts(() => import('../pages/ContactImportPage.tsx')),
);
export const ContactSetupPage = page(
  'ContactSetupPage',
  withAdminTexts(() => import('../pages/ContactSetupPage.tsx')),
);
export const QueuesPage = page(
  'QueuesPage',
  withAdminTexts(() => import('../pages/queues/QueuesPage.tsx')),
);
export const OpeningHoursPage = page(
  'OpeningHoursPage',
  withAdminTexts(() => import('../pages/opening-hours/OpeningHoursPage.tsx')),
);
export const BotPage = page(
  'BotPage',
  withAdminTexts(() => import('../pages/bot/BotPage.tsx')),
);
export const BotMenuPage = page(
  'BotMenuPage',
  withAdminTexts(async () => {
    const [menuPage] = await Promise.all([import('../pages/bot/BotMenuPage.tsx'), loadComposeTexts()]);
    return menuPage;
  }),
);
export const ReportsPage = page(
  'ReportsPage',
  withAdminTexts(() => import('../pages/reports/ReportsPage.tsx')),
);
export const BoardPage = page('BoardPage', async () => {
  const [board] = await Promise.all([
    import('../pages/board/BoardPage.tsx'),
    loadTodoTexts(),
    loadListTexts(),
  ]);
  return board;
});
export const TodoPage = page('TodoPage', async () => {
  const [todo] = await Promise.all([import('../pages/todo/TodoPage.tsx'), loadTodoTexts()]);
  return todo;
});
export const QuickMessagesPage = page('QuickMessagesPage', async () => {
  const [quick] = await Promise.all([import('../pages/QuickMessagesPage.tsx'), loadComposeTexts()]);
  return quick;
});
export const StarredPage = page('StarredPage', async () => {
  const [starred] = await Promise.all([import('../pages/StarredPage.tsx'), loadFindTexts()]);
  return starred;
});
export const SettingsPage = page(
  'SettingsPage',
  withAdminTexts(() => import('../pages/SettingsPage.tsx')),
);
export const UsersPage = page('UsersPage', () => import('../pages/UsersPage.tsx'));
export const CompaniesPage = page('CompaniesPage', () => import('../pages/CompaniesPage.tsx'));
export const ProfilePage = page('ProfilePage', () => import('../pages/ProfilePage.tsx'));
export const AboutPage = page('AboutPage', () => import('../pages/AboutPage.tsx'));

/** The frame around them carries the socket, the menus and the rest of the texts, which the log-in doesn't need. */
export const AppShell = page('AppShell', async () => {
  const [shell] = await Promise.all([import('./layout/AppShell.tsx'), loadAppTexts()]);
  return shell;
});

/** Toasts and the like: nobody waits for them at the start. */
export const Notices = page('Notices', () => import('./Notices.tsx'));
