import { email } from '@ticketz/contract/auth';
import { assignableRoles, personName, type User } from '@ticketz/contract/users';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useMe } from '../../api/session.ts';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { FormTextField } from '../../ui/forms/FormTextField.tsx';
import { formResolver } from '../../ui/forms/form-resolver.ts';
import { showServerErrors } from '../../ui/forms/server-errors.ts';
import { showToast } from '../../ui/toast.ts';
import { RoleField } from './RoleField.tsx';
import { useUpdateUser } from './use-user-commands.ts';

interface EditUserDialogProps {
  user: User;
  open: boolean;
  onClose: () => void;
}

/** Name, e-mail and role of a colleague. Nobody changes their own role, and the operator's stays. */
export function EditUserDialog({ user, open, onClose }: EditUserDialogProps) {
  const { t } = useTranslation('users');
  return (
    <AppDialog open={open} title={t('edit.title', { name: user.name })} onClose={onClose}>
      <EditUserForm user={user} onClose={onClose} />
    </AppDialog>
  );
}

const schema = z.object({ name: personName, email, role: z.enum(assignableRoles) });

function EditUserForm({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation('users');
  const me = useMe();
  const update = useUpdateUser(user.id);
  const [atField, setAtField] = useState(false);
  const role = user.role === 'super' ? 'admin' : user.role;
  const form = useForm({
    resolver: formResolver(schema),
    defaultValues: { name: user.name, email: user.email, role },
  });
  const submit = form.handleSubmit((values) => {
    // Only what has changed: an unchanged role would still log the person out.
    const body = {
      ...(values.name === user.name ? {} : { name: values.name }),
      ...(values.email === user.email ? {} : { email: values.email }),
      ...(values.role === role ? {} : { role: values.role }),
    };
    if (Object.keys(body).length === 0) return onClose();
    update.mutate(body, {
      onSuccess: () => {
        showToast({ text: t('edit.done') });
        onClose();
      },
      onError: (error) => setAtField(showServerErrors(form, error, { email_taken: 'email' })),
    });
  });

  function roleHint(chosen: string): string | undefined {
    if (user.id === me?.id) return t('edit.ownRole');
    return chosen === role ? undefined : t('edit.endsSessions', { name: user.name });
  }

  return (
    <DialogForm
      submitLabel={t('edit.submit')}
      pending={update.isPending}
      error={atField ? null : update.error}
      onSubmit={submit}
      onCancel={onClose}
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
      {user.role === 'super' ? null : (
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <RoleField
              value={field.value}
              onChange={field.onChange}
              disabled={user.id === me?.id}
              hint={roleHint(field.value)}
            />
          )}
        />
      )}
    </DialogForm>
  );
}
