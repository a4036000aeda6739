import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FormError } from '../../ui/forms/FormError.tsx';
import { connectionSummariesQuery } from '../connections/connection-queries.ts';
import { phoneBooksQuery, useImportPhoneBook } from './import-queries.ts';

/** The address books of linked phones, where one has told of somebody. */
export function PhoneBooks({ onRead }: { onRead: (importId: string) => void }) {
  const { t } = useTranslation('imports');
  const { data: books = [] } = useQuery(phoneBooksQuery);
  const { data: connections = [] } = useQuery(connectionSummariesQuery);
  const read = useImportPhoneBook();
  if (books.length === 0) return null;
  return (
    <Card component="section" aria-label={t('phone.title')} sx={{ p: { xs: 2, sm: 2.5 } }}>
      <Typography variant="h2">{t('phone.title')}</Typography>
      <Typography sx={{ color: 'text.secondary', mt: 0.5, mb: 1.5, textWrap: 'pretty' }}>
        {t('phone.text')}
      </Typography>
      <FormError error={read.error} />
      {books.map(({ connectionId, contacts }) => (
        <Box
          key={connectionId}
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            justifyContent: 'space-between',
            gap: 1,
            py: 1,
          }}
        >
          <Typography sx={{ overflowWrap: 'anywhere' }}>
            {t('phone.line', {
              name: connections.find(({ id }) => id === connectionId)?.name ?? '',
              count: contacts,
            })}
          </Typography>
          <Button
            variant="outlined"
            loading={read.isPending && read.variables === connectionId}
            onClick={() => read.mutate(connectionId, { onSuccess: ({ id }) => onRead(id) })}
          >
            {t('phone.import')}
          </Button>
        </Box>
      ))}
    </Card>
  );
}
