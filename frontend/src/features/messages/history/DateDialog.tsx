import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { jumpToTime } from '../jump.ts';

/** A local day as the browser's own field takes it. */
function dayOf(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** Asks for a day, and shows the conversation from its beginning on. */
export function DateDialog({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const { t } = useTranslation('search');
  const [today] = useState(() => dayOf(new Date()));
  const [day, setDay] = useState(today);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const at = new Date(`${day}T00:00`);
    if (Number.isNaN(at.getTime())) return;
    jumpToTime(ticketId, at.toISOString());
    onClose();
  }
  return (
    <AppDialog open title={t('jumpToDate')} onClose={onClose}>
      <form onSubmit={submit}>
        <DialogContent>
          <TextField
            type="date"
            label={t('date')}
            value={day}
            onChange={(event) => setDay(event.target.value)}
            fullWidth
            autoFocus
            margin="dense"
            slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: today, required: true } }}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="contained">
            {t('jump')}
          </Button>
        </DialogActions>
      </form>
    </AppDialog>
  );
}
