import type { Me } from '@ticketz/contract/auth';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { useCommands } from '../features/shortcuts/commands.ts';
import { destinationsFor } from './layout/navigation.ts';

const others = [
  { name: 'starred', path: '/starred' },
  { name: 'profile', path: '/profile' },
  { name: 'about', path: '/about' },
] as const;

/** The palette leads to every page that this person may open. */
export function usePageCommands(me: Me): void {
  const { t } = useTranslation(['shortcuts', 'common']);
  const navigate = useNavigate();
  useCommands(
    [...destinationsFor(me), ...others].map(({ name, path }) => ({
      id: `page-${name}`,
      group: 'go',
      label: t('command.goTo', { page: t(`common:nav.${name}`) }),
      run: () => void navigate(path),
    })),
  );
}
