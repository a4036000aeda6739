import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Switch from '@mui/material/Switch';
import { useMutation } from '@tanstack/react-query';
import type { Me } from '@ticketz/contract/auth';
import { maxSignatureLength } from '@ticketz/contract/signatures';
import { userEndpoints } from '@ticketz/contract/users';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callApi } from '../../api/call-api.ts';
import { updateMe } from '../../api/session.ts';
import { FormError } from '../../ui/forms/FormError.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { showToast } from '../../ui/toast.ts';

/** Under which name one's messages go out, and whether they say it. */
export function SignatureForm({ me }: { me: Me }) {
  const { t } = useTranslation('profile');
  const [text, setText] = useState(me.signature ?? '');
  const save = useMutation({
    mutationFn: (body: { signature?: string | null; signs?: boolean }) =>
      callApi(userEndpoints.updateProfile, { body }),
    onSuccess: (user) => {
      updateMe(user);
      showToast({ text: t('signature.saved') });
    },
  });
  const off = me.company.signatures === 'off';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ signature: text.trim() || null });
      }}
    >
      <FormError error={save.error} />
      <FormControlLabel
        control={
          <Switch
            checked={me.signs}
            disabled={save.isPending}
            onChange={(_event, signs) => save.mutate({ signs })}
          />
        }
        label={t('signature.on')}
      />
      <FormHelperText sx={{ mt: 0, mb: 2 }}>{t(off ? 'signature.off' : 'signature.onHint')}</FormHelperText>
      <TextInput
        label={t('signature.text')}
        hint={t('signature.textHint')}
        placeholder={me.name}
        value={text}
        onChange={({ target }) => setText(target.value)}
        inputProps={{ maxLength: maxSignatureLength, dir: 'auto' }}
      />
      <Button
        type="submit"
        variant="contained"
        loading={save.isPending}
        disabled={text.trim() === (me.signature ?? '')}
        sx={{ mt: 1 }}
      >
        {t('signature.save')}
      </Button>
    </form>
  );
}
