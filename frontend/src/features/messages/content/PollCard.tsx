import Box from '@mui/material/Box';
import type { MessageDetails } from '@ticketz/contract/message-details';
import { useTranslation } from 'react-i18next';
import { CheckCircleIcon } from '../../../ui/icons/CheckCircleIcon.tsx';
import { PollIcon } from '../../../ui/icons/PollIcon.tsx';
import { Card, CardLine } from './Card.tsx';

type Poll = NonNullable<MessageDetails['poll']>;

function Option({ option, most }: { option: Poll['options'][number]; most: number }) {
  const { t } = useTranslation('messages');
  return (
    <Box component="li" sx={{ mt: 0.75 }}>
      <Box sx={{ display: 'flex', gap: 0.75, typography: 'body2' }}>
        <Box component="span" dir="auto" sx={{ flex: 1 }}>
          {option.name}
        </Box>
        {option.byCustomer ? (
          <CheckCircleIcon titleAccess={t('poll.byCustomer')} sx={{ fontSize: 18, color: 'primary.main' }} />
        ) : null}
        <Box component="span" aria-label={t('poll.votes', { count: option.votes })}>
          {option.votes}
        </Box>
      </Box>
      <Box sx={{ height: 4, mt: 0.25, borderRadius: 2, bgcolor: 'action.selected', overflow: 'hidden' }}>
        <Box
          sx={{ height: '100%', bgcolor: 'primary.main' }}
          style={{ width: `${most > 0 ? (option.votes / most) * 100 : 0}%` }}
        />
      </Box>
    </Box>
  );
}

/** A poll with what has been chosen so far. */
export function PollCard({ question, poll }: { question: string; poll: Poll }) {
  const { t } = useTranslation('messages');
  const most = Math.max(...poll.options.map(({ votes }) => votes), 1);
  return (
    <Card icon={PollIcon} title={question || t('kind.poll')}>
      <CardLine>{t(poll.severalAllowed ? 'poll.several' : 'poll.one')}</CardLine>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {poll.options.map((option) => (
          <Option key={option.name} option={option} most={most} />
        ))}
      </Box>
    </Card>
  );
}
