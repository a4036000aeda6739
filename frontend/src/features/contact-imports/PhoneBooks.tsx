import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/api-error.ts';
import { FormError } from '../../ui/forms/FormError.tsx';
import { type ConnectionSummary, connectionSummariesQuery } from '../connections/connection-queries.ts';
import { useReadPhoneBook } from './import-queries.ts';

/** The company's numbers, whose phones have address books. */
export function PhoneBooks({ onRead }: { onRead: (importId: string) => void }) {
  const { t } = useTranslation('imports');
  const { data: connections = [] } = useQuery(connectionSummariesQuery);
  const read = useReadPhoneBook();
  const reason = isApiError(read.error, 'import_unreadable') ? String(read.error.details.reason) : null;
  if (connections.length === 0) return null;
  return (
    <Card component="section" aria-label={t('phone.title')} sx={{ p: { xs: 2, sm: 2.5 } }}>
      <Typography variant="h2">{t('phone.title')}</Typography>
      <Typography sx={{ color: 'text.secondary', mt: 0.5, mb: 1.5, textWrap: 'pretty' }}>
        {t('phone.text')}
      </Typography>
      <FormError error={reason ? null : read.error} />
      {reason ? (
        <Typography role="alert" sx={{ color: 'error.main', mb: 1 }}>
          {t('phone.unreadable', { reason })}
        </Typography>
      ) : null}
      <Box component="ul" sx={{ p: 0, m: 0, listStyle: 'none' }}>
        {connections.map((connection) => (
          <PhoneLine
            key={connection.id}
            connection={connection}
            reading={read.isPending && read.variables === connection.id}
            disabled={read.isPending}
            onRead={() => read.mutate(connection.id, { onSuccess: ({ id }) => onRead(id) })}
          />
        ))}
      </Box>
    </Card>
  );
}

function PhoneLine(props: {
  connection: ConnectionSummary;
  reading: boolean;
  disabled: boolean;
  onRead: () => void;
}) {
  const { t } = useTranslation('imports');
  const { name, state } = props.connection;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'space-between',
        columnGap: 2,
        rowGap: 1,
        py: 1.25,
        minHeight: 60,
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere', minWidth: 0 }}>{name}</Typography>
      {state === 'connected' ? (
        <Button
          variant="outlined"
          loading={props.reading}
          disabled={props.disabled && !props.reading}
          aria-label={t('phone.readOf', { name })}
          onClick={props.onRead}
        >
          {t('phone.read')}
        </Button>
      ) : (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('phone.away')}
        </Typography>
      )}
    </Box>
  );
}
