import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../../../ui/AppDialog.tsx';
import { DialogForm } from '../../../../ui/DialogForm.tsx';
import { PinIcon } from '../../../../ui/icons/PinIcon.tsx';
import { TextInput } from '../../../../ui/TextInput.tsx';
import { readPlace } from './read-place.ts';
import type { SendExtra } from './send-extra.ts';

/** A place to be sent: two numbers, a link of a map, or where one is. */
export function PlaceDialog({ onSend, onClose }: { onSend: SendExtra; onClose: () => void }) {
  const { t } = useTranslation('compose');
  const [where, setWhere] = useState('');
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<string>();
  const [asking, setAsking] = useState(false);

  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    const point = readPlace(where);
    if (!point) return setProblem(t('place.unreadable'));
    onSend({ type: 'location', location: { ...point, name: name.trim(), address: address.trim() } });
  }
  function askBrowser(): void {
    setAsking(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false);
        setProblem(undefined);
        setWhere(`${coords.latitude}, ${coords.longitude}`);
      },
      () => {
        setAsking(false);
        setProblem(t('place.refused'));
      },
      { timeout: 15_000 },
    );
  }
  return (
    <AppDialog open title={t('place.title')} onClose={onClose}>
      <DialogForm submitLabel={t('send')} pending={false} error={null} onSubmit={submit} onCancel={onClose}>
        <TextInput
          label={t('place.where')}
          hint={t('place.hint')}
          value={where}
          problem={problem}
          onChange={(event) => {
            setWhere(event.target.value);
            setProblem(undefined);
          }}
          autoFocus
        />
        <Box sx={{ mb: 2 }}>
          <Button size="small" startIcon={<PinIcon />} loading={asking} onClick={askBrowser}>
            {t('place.here')}
          </Button>
        </Box>
        <TextInput
          label={t('place.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          inputProps={{ maxLength: 300 }}
        />
        <TextInput
          label={t('place.address')}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          inputProps={{ maxLength: 500 }}
        />
      </DialogForm>
    </AppDialog>
  );
}
