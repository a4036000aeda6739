import Typography from '@mui/material/Typography';
import { companyEndpoints } from '@ticketz/contract/companies';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { generatePassword } from '../../lib/generate-password.ts';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { CredentialsToPassOn } from '../../ui/CredentialsToPassOn.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { FirstPasswordField } from '../../ui/forms/FirstPasswordField.tsx';
import { FormTextField } from '../../ui/forms/FormTextField.tsx';
import { bodyResolver } from '../../ui/forms/form-resolver.ts';
import { showServerErrors } from '../../ui/forms/server-errors.ts';
import { useCreateCompany } from './company-queries.ts';

interface Created {
  name: string;
  admin: { email: string; password: string };
}

/** Adds a company with its first admin, then shows the admin's log-in to pass on. */
export function CreateCompanyDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('companies');
  const [created, setCreated] = useState<Created | null>(null);
  const title = created ? t('create.doneTitle', { name: created.name }) : t('create.title');
  function close(): void {
    onClose();
    setCreated(null);
  }
  return (
    <AppDialog open={open} title={title} onClose={close}>
      {created ? (
        <CredentialsToPassOn {...created.admin} onClose={close} />
      ) : (
        <CreateCompanyForm onCreated={setCreated} onCancel={close} />
      )}
    </AppDialog>
  );
}

interface CreateCompanyFormProps {
  onCreated: (created: Created) => void;
  onCancel: () => void;
}

function CreateCompanyForm({ onCreated, onCancel }: CreateCompanyFormProps) {
  const { t } = useTranslation(['companies', 'users']);
  const create = useCreateCompany();
  const [atField, setAtField] = useState(false);
  const [password] = useState(generatePassword);
  const form = useForm({
    resolver: bodyResolver(companyEndpoints.createCompany),
    defaultValues: { name: '', admin: { name: '', email: '', password } },
  });
  const submit = form.handleSubmit((body) =>
    create.mutate(body, {
      onSuccess: () => onCreated(body),
      onError: (error) => setAtField(showServerErrors(form, error, { email_taken: 'admin.email' })),
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
      <Typography variant="h3" sx={{ mt: 1 }}>
        {t('field.admin')}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
        {t('field.adminText')}
      </Typography>
      <FormTextField form={form} name="admin.name" label={t('users:field.name')} autoComplete="off" />
      <FormTextField
        form={form}
        name="admin.email"
        label={t('users:field.email')}
        type="email"
        autoComplete="off"
        sx={{ mt: 0.5 }}
      />
      <FirstPasswordField form={form} name="admin.password" />
    </DialogForm>
  );
}
