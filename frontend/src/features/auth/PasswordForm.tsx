import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { authEndpoints, newPassword } from '@ticketz/contract/auth';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { callApi } from '../../api/call-api.ts';
import { startSession, useMe } from '../../api/session.ts';
import { FormError } from '../../ui/forms/FormError.tsx';
import { FormPasswordField } from '../../ui/forms/FormPasswordField.tsx';
import { formResolver } from '../../ui/forms/form-resolver.ts';
import { showServerErrors } from '../../ui/forms/server-errors.ts';
import { showToast } from '../../ui/toast.ts';

const schema = z.object({ currentPassword: z.string().min(1).max(200), newPassword });

/** Changes one's own password; the session goes on with what the server answers. */
export function PasswordForm({ autoFocus = false }: { autoFocus?: boolean }) {
  const { t } = useTranslation('auth');
  const me = useMe();
  const form = useForm({
    resolver: formResolver(schema),
    defaultValues: { currentPassword: '', newPassword: '' },
  });
  const change = useMutation({
    mutationFn: (body: z.output<typeof schema>) => callApi(authEndpoints.changePassword, { body }),
    onSuccess: (session) => {
      form.reset();
      startSession(session);
      showToast({ text: t('password.changed') });
    },
    onError: (error) =>
      showServerErrors(form, error, { wrong_password: 'currentPassword', password_unchanged: 'newPassword' }),
  });
  const shownAtField = Object.keys(form.formState.errors).length > 0;

  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit((body) => change.mutate(body))(event)}>
      {shownAtField ? null : <FormError error={change.error} />}
      {/* Lets password managers know whose password this is. */}
      <input type="text" hidden readOnly autoComplete="username" value={me?.email ?? ''} />
      <FormPasswordField
        form={form}
        name="currentPassword"
        label={t('password.current')}
        autoComplete="current-password"
        autoFocus={autoFocus}
      />
      <FormPasswordField
        form={form}
        name="newPassword"
        label={t('password.new')}
        autoComplete="new-password"
        hint={t('password.hint')}
        sx={{ mt: 0.5 }}
      />
      <Button type="submit" variant="contained" loading={change.isPending} sx={{ mt: 2 }}>
        {t('password.submit')}
      </Button>
    </form>
  );
}
