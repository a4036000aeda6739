import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { UserSummary } from '@ticketz/contract/users';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { LockIcon } from '../../../ui/icons/LockIcon.tsx';
import { PersonIcon } from '../../../ui/icons/PersonIcon.tsx';
import { StatePanel } from '../../../ui/StatePanel.tsx';

/** Instead of a conversation that this person can't see (any more): who has it, as far as that is known. */
export function Gone({ takenBy, reason }: { takenBy?: UserSummary | null; reason: 'removed' | 'missing' }) {
  const { t } = useTranslation('inbox');
  const texts = takenBy
    ? { title: t('gone.taken.title', { name: takenBy.name }), text: t('gone.taken.text') }
    : { title: t(`gone.${reason}.title`), text: t(`gone.${reason}.text`) };
  return (
    <Box role="status" sx={{ flex: 1, display: 'grid', placeItems: 'center' }}>
      <StatePanel
        icon={takenBy ? <PersonIcon /> : <LockIcon />}
        {...texts}
        action={
          <Button variant="outlined" component={Link} to="/">
            {t('gone.back')}
          </Button>
        }
      />
    </Box>
  );
}
