import { userEndpoints } from '@ticketz/contract/users';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { generatePassword } from '../../lib/generate-password.ts';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { CredentialsToPassOn } from '../../ui/CredentialsToPassOn.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { FirstPasswordField } from '../../ui/forms/FirstPasswordField.tsx';
import { FormTextField } from '../../ui/forms/FormTextField.tsx';
import { bodyResolver } from '../../ui/forms/form-resolver.ts';
import { showServerErrors } from '../../ui/forms/server-errors.ts';
import { type AssignableRole, RoleField } from './RoleField.tsx';
import { useCreateUser } from './use-user-commands.ts';

interface Created {
  name: string;
  email: string;
  password: string;
}

/** Adds a colleague, then shows the log-in to pass on. */
export function CreateUserDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('users');
  const [created, setCreated] = useState<Created | null>(null);
  const title = created ? t('create.doneTitle', { name: created.name }) : t('create.title');
  function close(): void {
    onClose();
    setCreated(null);
  }
  return (
    <AppDialog open={open} title={title} onClose={close}>
      {created ? (
        <CredentialsToPassOn email={created.email} password={created.password} onClose={close} />
      ) : (
        <CreateUserForm onCreated={setCreated} onCancel={close} />
      )}
    </AppDialog>
  );
}

interface CreateUserFormProps {
  onCreated: (created: Created) => void;
  onCancel: () => void;
}

function CreateUserForm({ onCreated, onCancel }: CreateUserFormProps) {
  const { t } = useTranslation('users');
  const create = useCreateUser();
  const [atField, setAtField] = useState(false);
  const [password] = useState(generatePassword);
  const form = useForm({
    resolver: bodyResolver(userEndpoints.createUser),
    defaultValues: { name: '', email: '', role: 'agent' as AssignableRole, password },
  });
  const submit = form.handleSubmit((body) =>
    create.mutate(body, {
      onSuccess: () => onCreated(body),
      onError: (error) => setAtField(showServerErrors(form, error, { email_taken: 'email' })),
    }),
  );
  return (
    <DialogForm
      submitLabel={t('create.submit')}
      pending={create.isPending}
      error={atField ? null : create.error}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <FormTextField form={form} name="name" label={t('field.name')} autoComplete="off" autoFocus />
      <FormTextField
        form={form}
        name="email"
        label={t('field.email')}
        type="email"
        autoComplete="off"
        sx={{ mt: 0.5 }}
      />
      <FirstPasswordField form={form} name="password" />
      <Controller
        control={form.control}
        name="role"
        render={({ field }) => <RoleField value={field.value} onChange={field.onChange} />}
      />
    </DialogForm>
  );
}
