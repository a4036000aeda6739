import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { ConsentState, Contact } from '@ticketz/contract/contacts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../../lib/dates.ts';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { DialogForm } from '../../../ui/DialogForm.tsx';
import { useRecordConsent } from '../contact-queries.ts';

/** Whether the person wants to be written to: what holds, what was said before, and a way to take down more. */
export function ConsentPart({ contact }: { contact: Contact }) {
  const { t, i18n } = useTranslation('directory');
  const [asking, setAsking] = useState<ConsentState | null>(null);
  const [current, ...earlier] = contact.consents;
  const line = ({ state, how, givenAt, by }: Contact['consents'][number]) =>
    t(by ? 'consent.lineBy' : 'consent.line', {
      state: t(`consent.${state}`),
      when: formatDateTime(new Date(givenAt), i18n.language),
      how,
      by,
    });
  return (
    <Box>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        {current ? line(current) : t('consent.unknown')}
      </Typography>
      {earlier.length > 0 ? (
        <Box component="ul" aria-label={t('consent.earlier')} sx={{ m: 0, mt: 0.5, pl: 2.5 }}>
          {earlier.map((consent) => (
            <Typography
              key={`${consent.givenAt} ${consent.how}`}
              component="li"
              variant="body2"
              sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}
            >
              {line(consent)}
            </Typography>
          ))}
        </Box>
      ) : null}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
        {current?.state === 'opted_in' ? null : (
          <Button size="small" variant="outlined" onClick={() => setAsking('opted_in')}>
            {t('consent.recordYes')}
          </Button>
        )}
        {current?.state === 'opted_out' ? null : (
          <Button size="small" variant="outlined" color="inherit" onClick={() => setAsking('opted_out')}>
            {t('consent.recordNo')}
          </Button>
        )}
      </Box>
      <AppDialog
        open={asking !== null}
        title={t(asking === 'opted_out' ? 'consent.recordNo' : 'consent.recordYes')}
        onClose={() => setAsking(null)}
      >
        {asking ? <ConsentForm contactId={contact.id} state={asking} onDone={() => setAsking(null)} /> : null}
      </AppDialog>
    </Box>
  );
}

interface ConsentFormProps {
  contactId: string;
  state: ConsentState;
  onDone: () => void;
}

function ConsentForm({ contactId, state, onDone }: ConsentFormProps) {
  const { t } = useTranslation(['directory', 'common']);
  const [how, setHow] = useState('');
  const [tried, setTried] = useState(false);
  const record = useRecordConsent(contactId);
  const empty = how.trim() === '';
  async function submit(event: { preventDefault: () => void } | FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!empty) record.mutate({ state, how }, { onSuccess: onDone });
  }
  return (
    <DialogForm
      submitLabel={t('common:action.save')}
      pending={record.isPending}
      error={record.error}
      onSubmit={submit}
      onCancel={onDone}
    >
      <TextField
        autoFocus
        label={t('consent.how')}
        placeholder={t('consent.howExample')}
        value={how}
        onChange={({ target }) => setHow(target.value)}
        error={tried && empty}
        helperText={tried && empty ? t('common:field.required') : t('consent.howHint')}
        slotProps={{ htmlInput: { maxLength: 300 } }}
      />
    </DialogForm>
  );
}
