import { useRouteError } from 'react-router-dom';
import { CrashPanel } from '../ui/CrashPanel.tsx';

/** A page that broke, beside the navigation that didn't. */
export function RouteCrash() {
  return <CrashPanel error={useRouteError()} />;
}
