import Typography from '@mui/material/Typography';
import { newPassword } from '@ticketz/contract/auth';
import type { User } from '@ticketz/contract/users';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { generatePassword } from '../../lib/generate-password.ts';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { FirstPasswordField } from '../../ui/forms/FirstPasswordField.tsx';
import { formResolver } from '../../ui/forms/form-resolver.ts';
import { LogInDialog } from '../../ui/LogInDialog.tsx';
import { useUpdateUser } from './use-user-commands.ts';

interface NewPasswordDialogProps {
  user: User;
  open: boolean;
  onClose: () => void;
}

/** Gives a colleague who forgot theirs a new first password, then shows it to pass on. */
export function NewPasswordDialog({ user, open, onClose }: NewPasswordDialogProps) {
  const { t } = useTranslation('users');
  return (
    <LogInDialog open={open} title={() => t('password.title', { name: user.name })} onClose={onClose}>
      {({ onMade, onCancel }) => (
        <NewPasswordForm
          user={user}
          onGiven={(password) => onMade({ name: user.name, email: user.email, password })}
          onCancel={onCancel}
        />
      )}
    </LogInDialog>
  );
}

const schema = z.object({ password: newPassword });

interface NewPasswordFormProps {
  user: User;
  onGiven: (password: string) => void;
  onCancel: () => void;
}

function NewPasswordForm({ user, onGiven, onCancel }: NewPasswordFormProps) {
  const { t } = useTranslation('users');
  const update = useUpdateUser(user.id);
  const [password] = useState(generatePassword);
  const form = useForm({ resolver: formResolver(schema), defaultValues: { password } });
  return (
    <DialogForm
      submitLabel={t('password.submit')}
      pending={update.isPending}
      error={update.error}
      onSubmit={form.handleSubmit((body) => update.mutate(body, { onSuccess: () => onGiven(body.password) }))}
      onCancel={onCancel}
    >
      <Typography sx={{ color: 'text.secondary', mb: 2 }}>
        {t('password.text', { name: user.name })}
      </Typography>
      <FirstPasswordField form={form} name="password" />
    </DialogForm>
  );
}
