import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { AccountPrivacy, PrivacyChanges } from '@ticketz/contract/account-privacy';
import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogForm } from '../../../ui/DialogForm.tsx';
import { showToast } from '../../../ui/toast.ts';
import { useChangePrivacy } from './privacy-queries.ts';

/** What may be chosen here. The list of exceptions is on the phone. */
const choices = {
  lastSeen: ['all', 'contacts', 'none'],
  online: ['all', 'same_as_last_seen'],
  picture: ['all', 'contacts', 'none'],
  about: ['all', 'contacts', 'none'],
  groupAdd: ['all', 'contacts'],
} as const satisfies { [Field in keyof PrivacyChanges]?: readonly PrivacyChanges[Field][] };
type Field = keyof typeof choices;
const fields = ['lastSeen', 'online', 'picture', 'about', 'groupAdd'] as const satisfies Field[];

interface PrivacyFormProps {
  connectionId: string;
  privacy: AccountPrivacy;
  onClose: () => void;
}

/** Only what was changed is sent to WhatsApp. */
export function PrivacyForm({ connectionId, privacy, onClose }: PrivacyFormProps) {
  const { t } = useTranslation(['behaviour', 'common']);
  const [changes, setChanges] = useState<PrivacyChanges>({});
  const hintId = useId();
  const change = useChangePrivacy(connectionId);
  async function save(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    await change.mutateAsync(changes).then(
      () => {
        showToast({ text: t('privacy.saved') });
        onClose();
      },
      () => undefined,
    );
  }
  return (
    <DialogForm
      submitLabel={t('common:action.save')}
      pending={change.isPending}
      error={change.error}
      onSubmit={save}
      onCancel={onClose}
    >
      <Typography sx={{ color: 'text.secondary', textWrap: 'pretty', mb: 1.5 }}>
        {t('privacy.text')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, pt: 1 }}>
        {fields.map((field) => (
          <PrivacyField
            key={field}
            field={field}
            now={privacy[field]}
            value={changes[field] ?? privacy[field]}
            onChange={(value) => setChanges({ ...changes, [field]: value })}
          />
        ))}
      </Box>
      <FormControl fullWidth sx={{ mt: 2 }}>
        <FormControlLabel
          control={
            <Switch
              checked={changes.readReceipts ?? privacy.readReceipts ?? false}
              onChange={(_, readReceipts) => setChanges({ ...changes, readReceipts })}
              slotProps={{ input: { 'aria-describedby': hintId } }}
            />
          }
          label={t('privacy.field.readReceipts')}
        />
        <FormHelperText id={hintId} sx={{ mx: 0, mt: -0.5 }}>
          {t('privacy.receiptsHint')}
        </FormHelperText>
      </FormControl>
    </DialogForm>
  );
}

interface PrivacyFieldProps {
  field: Field;
  /** What holds: it can be kept, even if it can't be chosen here. */
  now: AccountPrivacy[Field];
  value: AccountPrivacy[Field];
  onChange: (value: string) => void;
}

const unknown = '';

function PrivacyField({ field, now, value, onChange }: PrivacyFieldProps) {
  const { t } = useTranslation('behaviour');
  const offered: readonly (typeof now)[] = choices[field];
  return (
    <TextField
      select
      fullWidth
      size="small"
      label={t(`privacy.field.${field}`)}
      value={value ?? unknown}
      onChange={({ target }) => onChange(target.value)}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      {now === null ? (
        <MenuItem value={unknown} disabled>
          {t('privacy.unknown')}
        </MenuItem>
      ) : null}
      {now !== null && !offered.includes(now) ? (
        <MenuItem value={now} disabled>
          {t(`privacy.who.${now}`)}
        </MenuItem>
      ) : null}
      {choices[field].map((one) => (
        <MenuItem key={one} value={one}>
          {t(`privacy.who.${one}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}
