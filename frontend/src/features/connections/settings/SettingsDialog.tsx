import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { type Connection, type ConnectionSettings, groupModes } from '@ticketz/contract/connections';
import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { DialogForm } from '../../../ui/DialogForm.tsx';
import { showToast } from '../../../ui/toast.ts';
import { useUpdateConnection } from '../use-connection-commands.ts';

const longestText = 1_000;

/** How a connection behaves: groups, calls, read receipts. */
export function SettingsDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const { t } = useTranslation(['behaviour', 'common']);
  const groupsId = useId();
  const [settings, setSettings] = useState(connection.settings);
  const update = useUpdateConnection(connection.id);
  const change = (next: Partial<ConnectionSettings>) => setSettings({ ...settings, ...next });
  async function save(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    await update.mutateAsync({ settings }).then(
      () => {
        showToast({ text: t('saved') });
        onClose();
      },
      () => undefined,
    );
  }
  return (
    <AppDialog open maxWidth="sm" title={t('title', { name: connection.name })} onClose={onClose}>
      <DialogForm
        submitLabel={t('common:action.save')}
        pending={update.isPending}
        error={update.error}
        onSubmit={save}
        onCancel={onClose}
      >
        <FormControl component="fieldset" fullWidth sx={{ mb: 2 }}>
          <FormLabel id={groupsId} component="legend">
            {t('groups')}
          </FormLabel>
          <RadioGroup
            aria-labelledby={groupsId}
            value={settings.groups}
            onChange={(_, value) =>
              change({ groups: groupModes.find((mode) => mode === value) ?? 'ignored' })
            }
          >
            {groupModes.map((mode) => (
              <FormControlLabel key={mode} value={mode} control={<Radio />} label={t(`mode.${mode}`)} />
            ))}
          </RadioGroup>
          <FormHelperText sx={{ mx: 0 }}>{t(`modeHint.${settings.groups}`)}</FormHelperText>
        </FormControl>
        <Choice
          label={t('calls')}
          hint={t('callsHint')}
          checked={settings.rejectCalls}
          onChange={(rejectCalls) => change({ rejectCalls })}
        />
        {settings.rejectCalls ? (
          <TextField
            fullWidth
            multiline
            minRows={2}
            maxRows={6}
            label={t('callText')}
            helperText={t('callTextHint')}
            value={settings.callText}
            onChange={({ target }) => change({ callText: target.value.slice(0, longestText) })}
            sx={{ mb: 2 }}
          />
        ) : null}
        <Choice
          label={t('read')}
          hint={t('readHint')}
          checked={settings.readReceipts}
          onChange={(readReceipts) => change({ readReceipts })}
        />
      </DialogForm>
    </AppDialog>
  );
}

function Choice(props: {
  label: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const hintId = useId();
  return (
    <FormControl fullWidth sx={{ mb: 1.5 }}>
      <FormControlLabel
        control={
          <Switch
            checked={props.checked}
            onChange={(_, checked) => props.onChange(checked)}
            slotProps={{ input: { 'aria-describedby': hintId } }}
          />
        }
        label={props.label}
      />
      <FormHelperText id={hintId} sx={{ mx: 0, mt: -0.5 }}>
        {props.hint}
      </FormHelperText>
    </FormControl>
  );
}
