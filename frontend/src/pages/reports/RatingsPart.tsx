import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Rating } from '@ticketz/contract/ratings';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { ratingsQuery } from '../../features/dashboard/dashboard-queries.ts';
import { formatDateTime } from '../../lib/dates.ts';

function RatingRow({ rating }: { rating: Rating }) {
  const { t, i18n } = useTranslation('reports');
  const { score, contact, agent, ticket, ratedAt, comment } = rating;
  return (
    <Box component="li" sx={{ py: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, typography: 'body2' }}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {t('ofFive', { score: String(score) })}
        </Box>
        <Box component={Link} to={`/tickets/${ticket.id}`} sx={{ color: 'primary.main' }}>
          {t('ofTicket', { name: contact.name, number: String(ticket.number) })}
        </Box>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {[agent?.name, formatDateTime(new Date(ratedAt), i18n.language)].filter(Boolean).join(' · ')}
        </Box>
      </Box>
      {comment ? <Box sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>{comment}</Box> : null}
    </Box>
  );
}

/** What customers said last, each beside its conversation. */
export function RatingsPart() {
  const { t } = useTranslation('reports');
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(ratingsQuery);
  const ratings = data?.pages.flatMap(({ items }) => items) ?? [];
  if (ratings.length === 0) return null;
  return (
    <Box component="section" aria-label={t('lastRatings')} sx={{ mt: 4 }}>
      <Typography variant="h3" sx={{ mb: 1 }}>
        {t('lastRatings')}
      </Typography>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {ratings.map((rating) => (
          <RatingRow key={rating.id} rating={rating} />
        ))}
      </Box>
      {hasNextPage ? (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </Box>
  );
}
