import { useRouteError } from 'react-router-dom';
import { CrashPanel } from '../ui/CrashPanel.tsx';

/** When even the app's frame broke. */
export function CrashPage() {
  return (
    <main>
      <CrashPanel error={useRouteError()} />
    </main>
  );
}
