import { email } from '@ticketz/contract/auth';
import { assignableRoles, personName, type User } from '@ticketz/contract/users';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useMe } from '../../api/session.ts';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { formResolver } from '../../ui/forms/form-resolver.ts';
import { PersonFields } from '../../ui/forms/PersonFields.tsx';
import { useFormCommand } from '../../ui/forms/use-form-command.ts';
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
  const role = user.role === 'super' ? 'admin' : user.role;
  const form = useForm({
    resolver: formResolver(schema),
    defaultValues: { name: user.name, email: user.email, role },
  });
  const { pending, error, send } = useFormCommand(form, useUpdateUser(user.id), { email_taken: 'email' });
  const submit = form.handleSubmit((values) => {
    // Only what has changed: an unchanged role would still log the person out.
    const body = {
      ...(values.name === user.name ? {} : { name: values.name }),
      ...(values.email === user.email ? {} : { email: values.email }),
      ...(values.role === role ? {} : { role: values.role }),
    };
    if (Object.keys(body).length === 0) return onClose();
    send(body, () => {
      showToast({ text: t('edit.done') });
      onClose();
    });
  });

  function roleHint(chosen: string): string | undefined {
    if (user.id === me?.id) return t('edit.ownRole');
    return chosen === role ? undefined : t('edit.endsSessions', { name: user.name });
  }

  return (
    <DialogForm
      submitLabel={t('edit.submit')}
      pending={pending}
      error={error}
      onSubmit={submit}
      onCancel={onClose}
    >
      <PersonFields form={form} name="name" email="email" autoFocus />
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
