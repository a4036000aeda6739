import { userEndpoints } from '@ticketz/contract/users';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { generatePassword } from '../../lib/generate-password.ts';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { FirstPasswordField } from '../../ui/forms/FirstPasswordField.tsx';
import { bodyResolver } from '../../ui/forms/form-resolver.ts';
import { PersonFields } from '../../ui/forms/PersonFields.tsx';
import { useFormCommand } from '../../ui/forms/use-form-command.ts';
import { LogInDialog, type MadeLogIn } from '../../ui/LogInDialog.tsx';
import { type AssignableRole, RoleField } from './RoleField.tsx';
import { useCreateUser } from './use-user-commands.ts';

/** Adds a colleague, then shows the log-in to pass on. */
export function CreateUserDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('users');
  return (
    <LogInDialog
      open={open}
      title={(made) => (made ? t('create.doneTitle', { name: made.name }) : t('create.title'))}
      onClose={onClose}
    >
      {(form) => <CreateUserForm {...form} />}
    </LogInDialog>
  );
}

interface CreateUserFormProps {
  onMade: (made: MadeLogIn) => void;
  onCancel: () => void;
}

function CreateUserForm({ onMade, onCancel }: CreateUserFormProps) {
  const { t } = useTranslation('users');
  const [password] = useState(generatePassword);
  const form = useForm({
    resolver: bodyResolver(userEndpoints.createUser),
    defaultValues: { name: '', email: '', role: 'agent' as AssignableRole, password },
  });
  const { pending, error, send } = useFormCommand(form, useCreateUser(), { email_taken: 'email' });
  return (
    <DialogForm
      submitLabel={t('create.submit')}
      pending={pending}
      error={error}
      onSubmit={form.handleSubmit((body) => send(body, () => onMade(body)))}
      onCancel={onCancel}
    >
      <PersonFields form={form} name="name" email="email" autoFocus />
      <FirstPasswordField form={form} name="password" />
      <Controller
        control={form.control}
        name="role"
        render={({ field }) => <RoleField value={field.value} onChange={field.onChange} />}
      />
    </DialogForm>
  );
}
