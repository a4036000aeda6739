import { botMenuEndpoints } from '@ticketz/contract/bot-menus';
import { companyEndpoints } from '@ticketz/contract/companies';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { contactImportEndpoints } from '@ticketz/contract/contact-imports';
import { openingHoursEndpoints } from '@ticketz/contract/opening-hours';
import { queueEndpoints } from '@ticketz/contract/queues';
import { reportEndpoints } from '@ticketz/contract/reports';
import { settingsEndpoints } from '@ticketz/contract/settings';
import { tagEndpoints } from '@ticketz/contract/tags';
import { userEndpoints } from '@ticketz/contract/users';
import { Route, Routes } from 'react-router-dom';
import { NotFoundPage } from '../pages/NotFoundPage.tsx';
import { OnlyFor } from './OnlyFor.tsx';
import {
  AboutPage,
  AppShell,
  BoardPage,
  BotMenuPage,
  BotPage,
  CompaniesPage,
  ConnectionHealthPage,
  ConnectionsPage,
  ContactImportPage,
  ContactPage,
  ContactSetupPage,
  ContactsPage,
  InboxPage,
  LoginPage,
  OpeningHoursPage,
  ProfilePage,
  QueuesPage,
  QuickMessagesPage,
  ReportsPage,
  SettingsPage,
  StarredPage,
  TodoPage,
  UsersPage,
} from './pages.ts';
import { RequireSession } from './RequireSession.tsx';
import { SignedOutOnly } from './SignedOutOnly.tsx';

const forAdmins = <OnlyFor endpoint={connectionEndpoints.listConnections} />;
const forQueueAdmins = <OnlyFor endpoint={queueEndpoints.listQueues} />;
const forHoursAdmins = <OnlyFor endpoint={openingHoursEndpoints.listOpeningHours} />;
const forBotAdmins = <OnlyFor endpoint={botMenuEndpoints.listBotMenus} />;
const forTagAdmins = <OnlyFor endpoint={tagEndpoints.createTag} />;
const forImporters = <OnlyFor endpoint={contactImportEndpoints.uploadContactImport} />;
const forSupervisors = <OnlyFor endpoint={reportEndpoints.readReport} />;
const forSettingsAdmins = <OnlyFor endpoint={settingsEndpoints.getSettings} />;
const forUserAdmins = <OnlyFor endpoint={userEndpoints.listUsers} />;
const forOperators = <OnlyFor endpoint={companyEndpoints.listCompanies} />;

/** Every page and its address. */
export function AppRoutes() {
  return (
    <Routes>
      <Route element={<SignedOutOnly />}>
        <Route path="/login" element={<LoginPage />} />
      </Route>
      <Route element={<RequireSession />}>
        <Route element={<AppShell />}>
          {/* One element for both, so that opening a conversation keeps the list as it is. */}
          <Route element={<InboxPage />}>
            <Route path="/" element={null} />
            <Route path="/tickets/:ticketId" element={null} />
          </Route>
          <Route element={forAdmins}>
            <Route path="/connections" element={<ConnectionsPage />} />
            <Route path="/connections/:connectionId/health" element={<ConnectionHealthPage />} />
          </Route>
          <Route element={forBotAdmins}>
            <Route path="/bot" element={<BotPage />} />
            <Route path="/bot/:menuId" element={<BotMenuPage />} />
          </Route>
          <Route element={forQueueAdmins}>
            <Route path="/queues" element={<QueuesPage />} />
          </Route>
          <Route element={forHoursAdmins}>
            <Route path="/opening-hours" element={<OpeningHoursPage />} />
          </Route>
          <Route path="/contacts" element={<ContactsPage />} />
          <Route path="/contacts/:contactId" element={<ContactPage />} />
          <Route element={forSupervisors}>
            <Route path="/reports" element={<ReportsPage />} />
          </Route>
          <Route element={forTagAdmins}>
            <Route path="/contacts/setup" element={<ContactSetupPage />} />
          </Route>
          <Route element={forImporters}>
            <Route path="/contacts/import" element={<ContactImportPage />} />
            <Route path="/contacts/import/:contactImportId" element={<ContactImportPage />} />
          </Route>
          <Route element={forUserAdmins}>
            <Route path="/users" element={<UsersPage />} />
          </Route>
          <Route element={forSettingsAdmins}>
            <Route path="/settings" element={<SettingsPage />} />
          </Route>
          <Route element={forOperators}>
            <Route path="/companies" element={<CompaniesPage />} />
          </Route>
          <Route path="/board" element={<BoardPage />} />
          <Route path="/todo" element={<TodoPage />} />
          <Route path="/quick-messages" element={<QuickMessagesPage />} />
          <Route path="/starred" element={<StarredPage />} />
          <Route path="/profile" element={<ProfilePage />} />
          <Route path="/about" element={<AboutPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Route>
    </Routes>
  );
}
