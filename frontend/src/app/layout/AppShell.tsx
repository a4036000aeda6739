import Box from '@mui/material/Box';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation } from 'react-router-dom';
import { useMe } from '../../api/session.ts';
import { showCrash } from '../../ui/CrashPanel.tsx';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { PageSkeleton } from '../../ui/PageSkeleton.tsx';
import { BackgroundWork } from '../BackgroundWork.tsx';
import { BottomBar } from './BottomBar.tsx';
import { SideRail } from './SideRail.tsx';
import { SkipLink } from './SkipLink.tsx';

/** The frame around every page: navigation at the side, or at the bottom on phones. */
export function AppShell() {
  const me = useMe();
  const { t } = useTranslation();
  const { pathname } = useLocation();
  if (!me) return null;
  return (
    <Box sx={{ height: '100dvh', display: 'flex', flexDirection: { xs: 'column', sm: 'row' }, minHeight: 0 }}>
      <BackgroundWork me={me} />
      <SkipLink label={t('skipToContent')} />
      <SideRail me={me} />
      <Box
        component="main"
        id="content"
        tabIndex={-1}
        sx={{ flex: 1, minWidth: 0, minHeight: 0, position: 'relative', outline: 'none' }}
      >
        {/* A page that breaks leaves the navigation standing, and going elsewhere is enough to go on. */}
        <ErrorBoundary resetKey={pathname} fallback={showCrash}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </Box>
      <BottomBar me={me} />
    </Box>
  );
}
