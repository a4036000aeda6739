import { companyEndpoints } from '@ticketz/contract/companies';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { userEndpoints } from '@ticketz/contract/users';
import { createBrowserRouter, type RouteObject } from 'react-router-dom';
import { CrashPage } from '../pages/CrashPage.tsx';
import { NotFoundPage } from '../pages/NotFoundPage.tsx';
import { OnlyFor } from './OnlyFor.tsx';
import {
  AboutPage,
  AppShell,
  CompaniesPage,
  ConnectionsPage,
  InboxPage,
  LoginPage,
  ProfilePage,
  UsersPage,
} from './pages.ts';
import { RequireSession } from './RequireSession.tsx';
import { RouteCrash } from './RouteCrash.tsx';
import { SignedOutOnly } from './SignedOutOnly.tsx';

const withShell: RouteObject[] = [
  // One element for both, so that opening a conversation keeps the list as it is.
  { element: <InboxPage />, children: [{ path: '/' }, { path: '/tickets/:ticketId' }] },
  {
    path: '/connections',
    element: (
      <OnlyFor endpoint={connectionEndpoints.listConnections}>
        <ConnectionsPage />
      </OnlyFor>
    ),
  },
  {
    path: '/users',
    element: (
      <OnlyFor endpoint={userEndpoints.listUsers}>
        <UsersPage />
      </OnlyFor>
    ),
  },
  {
    path: '/companies',
    element: (
      <OnlyFor endpoint={companyEndpoints.listCompanies}>
        <CompaniesPage />
      </OnlyFor>
    ),
  },
  { path: '/profile', element: <ProfilePage /> },
  { path: '/about', element: <AboutPage /> },
  { path: '*', element: <NotFoundPage /> },
];

/** Every page and its address. */
export const routes: RouteObject[] = [
  {
    path: '/login',
    element: (
      <SignedOutOnly>
        <LoginPage />
      </SignedOutOnly>
    ),
    errorElement: <CrashPage />,
  },
  {
    element: (
      <RequireSession>
        <AppShell />
      </RequireSession>
    ),
    errorElement: <CrashPage />,
    // A page that breaks leaves the navigation standing.
    children: [{ errorElement: <RouteCrash />, children: withShell }],
  },
];

export function createAppRouter() {
  return createBrowserRouter(routes);
}
