import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import type { Connection } from '@ticketz/contract/connections';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../ui/error-text.ts';
import { showToast } from '../../../ui/toast.ts';
import { useUpdateConnection } from '../use-connection-commands.ts';

/** Whether what was written before comes along. Kept at once: the phone hands it over as soon as it is linked. */
export function HistoryChoice({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections');
  const hintId = useId();
  const update = useUpdateConnection(connection.id);
  const chosen = update.isPending ? update.variables.importHistory === true : connection.history !== null;
  return (
    <FormControlLabel
      sx={{ mt: 2, mx: 0, alignItems: 'flex-start' }}
      control={
        <Checkbox
          checked={chosen}
          slotProps={{ input: { 'aria-describedby': hintId } }}
          sx={{ mt: -1, marginInlineStart: -1.5 }}
          onChange={(_event, importHistory) =>
            update.mutate({ importHistory }, { onError: (error) => showToast({ text: errorText(error) }) })
          }
        />
      }
      label={
        <>
          {t('history.choice')}
          <Typography id={hintId} variant="body2" sx={{ color: 'text.secondary' }}>
            {t('history.hint')}
          </Typography>
        </>
      }
    />
  );
}
