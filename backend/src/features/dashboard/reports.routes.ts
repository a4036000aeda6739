import { dashboardEndpoints } from '@ticketz/contract/dashboard';
import { reportEndpoints } from '@ticketz/contract/reports';
import { downloadRoute, type Route, readRoute } from '../../core/http/route.ts';
import { exportReport } from './export-report.ts';
import { readDashboard } from './read-dashboard.ts';
import { readReport } from './read-report.ts';

export const reportRoutes: Route[] = [
  readRoute(dashboardEndpoints.readDashboard, ({ actor }) => readDashboard(actor)),
  readRoute(reportEndpoints.readReport, ({ actor, query }) => readReport(actor, query)),
  downloadRoute(reportEndpoints.exportReport, ({ actor, query }) => exportReport(actor, query)),
];
