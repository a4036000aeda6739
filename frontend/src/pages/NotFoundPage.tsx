import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useDocumentTitle } from '../lib/document-title.ts';
import { SearchIcon } from '../ui/icons/SearchIcon.tsx';
import { StatePanel } from '../ui/StatePanel.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('notFound.title'));
  return (
    <StatePanel
      headingLevel="h1"
      icon={<SearchIcon />}
      title={t('notFound.title')}
      text={t('notFound.text')}
      action={
        <Button variant="contained" component={Link} to="/">
          {t('action.goToInbox')}
        </Button>
      }
    />
  );
}
