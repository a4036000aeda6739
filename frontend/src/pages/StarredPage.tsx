import Card from '@mui/material/Card';
import { useTranslation } from 'react-i18next';
import { StarredMessages } from '../features/messages/stars/StarredMessages.tsx';
import { StarIcon } from '../ui/icons/StarIcon.tsx';
import { Page } from '../ui/Page.tsx';
import { StatePanel } from '../ui/StatePanel.tsx';

/** All messages that this person has put a star on. */
export function StarredPage() {
  const { t } = useTranslation('search');
  const empty = <StatePanel icon={<StarIcon />} title={t('noStars')} text={t('noStarsText')} />;
  return (
    <Page title={t('starredTitle')} description={t('starredText')} width={720}>
      <Card sx={{ px: 2, py: 1 }}>
        <StarredMessages ticketId={null} empty={empty} />
      </Card>
    </Page>
  );
}
