import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Ticket } from '@ticketz/contract/tickets';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { DownloadIcon } from '../../../ui/icons/DownloadIcon.tsx';

/** Saves the conversation as a PDF: all of it, or some days. */
export function TranscriptPart({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('transcript');
  const [open, setOpen] = useState(false);
  return (
    <Box sx={{ px: 3, py: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <Button size="small" startIcon={<DownloadIcon />} onClick={() => setOpen(true)}>
        {t('save')}
      </Button>
      <AppDialog open={open} title={t('title')} onClose={() => setOpen(false)}>
        <TranscriptForm ticketId={ticket.id} onClose={() => setOpen(false)} />
      </AppDialog>
    </Box>
  );
}

function TranscriptForm({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const { t, i18n } = useTranslation(['transcript', 'common']);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [notes, setNotes] = useState(false);
  const [earlier, setEarlier] = useState(false);
  const query = new URLSearchParams({
    language: i18n.language,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(notes ? { notes: 'true' } : {}),
    ...(earlier ? { earlier: 'true' } : {}),
  });
  const day = (label: string, value: string, set: (next: string) => void) => (
    <TextField
      type="date"
      size="small"
      label={label}
      value={value}
      onChange={({ target }) => set(target.value)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
  return (
    <>
      <DialogContent sx={{ '&&': { pt: 1 } }}>
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 2, mb: 1 }}>
          {day(t('from'), from, setFrom)}
          {day(t('to'), to, setTo)}
        </Box>
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
          {t('days')}
        </Typography>
        <FormControlLabel
          control={<Switch checked={earlier} onChange={({ target }) => setEarlier(target.checked)} />}
          label={t('earlier')}
        />
        <FormControlLabel
          control={<Switch checked={notes} onChange={({ target }) => setNotes(target.checked)} />}
          label={t('notes')}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        <Button
          component="a"
          href={`/api/files/exports/tickets/${ticketId}?${query}`}
          download
          variant="contained"
          onClick={onClose}
        >
          {t('download')}
        </Button>
      </DialogActions>
    </>
  );
}
