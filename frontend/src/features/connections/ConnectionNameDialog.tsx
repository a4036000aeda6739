import { useMutation } from '@tanstack/react-query';
import { type Connection, connectionEndpoints } from '@ticketz/contract/connections';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { FormTextField } from '../../ui/forms/FormTextField.tsx';
import { bodyResolver } from '../../ui/forms/form-resolver.ts';

interface NameFormProps {
  submitLabel: string;
  initialName: string;
  save: (name: string) => Promise<Connection>;
  onSaved: (connection: Connection) => void;
  onClose: () => void;
}

/** Asks for a connection's name, for a new one or to rename one. */
export function ConnectionNameDialog({
  open,
  title,
  ...form
}: NameFormProps & { open: boolean; title: string }) {
  return (
    <AppDialog open={open} title={title} onClose={form.onClose}>
      <NameForm {...form} />
    </AppDialog>
  );
}

function NameForm({ submitLabel, initialName, save, onSaved, onClose }: NameFormProps) {
  const { t } = useTranslation('connections');
  const form = useForm({
    resolver: bodyResolver(connectionEndpoints.createConnection),
    defaultValues: { name: initialName },
  });
  const saving = useMutation({ mutationFn: save, onSuccess: onSaved });
  return (
    <DialogForm
      submitLabel={submitLabel}
      pending={saving.isPending}
      error={saving.error}
      onSubmit={form.handleSubmit(({ name }) => saving.mutate(name))}
      onCancel={onClose}
    >
      <FormTextField
        form={form}
        name="name"
        label={t('create.name')}
        hint={t('create.hint')}
        autoComplete="off"
        autoFocus
      />
    </DialogForm>
  );
}
