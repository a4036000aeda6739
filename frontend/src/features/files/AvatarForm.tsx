import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import { useMutation } from '@tanstack/react-query';
import type { Me } from '@ticketz/contract/auth';
import { userEndpoints } from '@ticketz/contract/users';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { callApi } from '../../api/call-api.ts';
import { fileUrl } from '../../api/file-urls.ts';
import { updateMe } from '../../api/session.ts';
import { FormError } from '../../ui/forms/FormError.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { postBytes } from './upload-file.ts';

/** One's own picture: chosen is done, and gone is gone. */
export function AvatarForm({ me }: { me: Me }) {
  const { t } = useTranslation('profile');
  const input = useRef<HTMLInputElement>(null);
  const change = useMutation({
    mutationFn: async (blob: File | null) =>
      blob
        ? ((await postBytes(`/api${userEndpoints.setAvatar.path}`, { blob })) as Me)
        : callApi(userEndpoints.removeAvatar, {}),
    onSuccess: updateMe,
  });
  return (
    <Box sx={{ mb: 3 }}>
      <FormError error={change.error} />
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 2 }}>
        <PersonAvatar id={me.id} name={me.name} size={72} src={me.avatarId && fileUrl(me.avatarId)} />
        <input
          ref={input}
          type="file"
          accept="image/jpeg,image/png,image/webp,image/gif"
          aria-label={t('avatar.choose')}
          hidden
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) change.mutate(file);
            // So that the same file can be chosen again.
            target.value = '';
          }}
        />
        <Button variant="outlined" loading={change.isPending} onClick={() => input.current?.click()}>
          {t('avatar.choose')}
        </Button>
        {me.avatarId ? (
          <Button disabled={change.isPending} onClick={() => change.mutate(null)}>
            {t('avatar.remove')}
          </Button>
        ) : null}
      </Box>
      <FormHelperText sx={{ mt: 1 }}>{t('avatar.hint')}</FormHelperText>
    </Box>
  );
}
