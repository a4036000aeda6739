import Button from '@mui/material/Button';
import type { Role } from '@ticketz/contract/endpoint';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useDocumentTitle } from '../lib/document-title.ts';
import { LockIcon } from './icons/LockIcon.tsx';
import { StatePanel } from './StatePanel.tsx';

/** Shown at an address that this person's role may not open. */
export function Forbidden({ needed }: { needed: Role }) {
  const { t } = useTranslation();
  useDocumentTitle(t('forbidden.title'));
  return (
    <StatePanel
      headingLevel="h1"
      icon={<LockIcon />}
      title={t('forbidden.title')}
      text={t('forbidden.text', { role: needed })}
      action={
        <Button variant="contained" component={Link} to="/">
          {t('action.goToInbox')}
        </Button>
      }
    />
  );
}
