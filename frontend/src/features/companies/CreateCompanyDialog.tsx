import Typography from '@mui/material/Typography';
import { companyEndpoints } from '@ticketz/contract/companies';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { generatePassword } from '../../lib/generate-password.ts';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { FirstPasswordField } from '../../ui/forms/FirstPasswordField.tsx';
import { FormTextField } from '../../ui/forms/FormTextField.tsx';
import { bodyResolver } from '../../ui/forms/form-resolver.ts';
import { PersonFields } from '../../ui/forms/PersonFields.tsx';
import { useFormCommand } from '../../ui/forms/use-form-command.ts';
import { LogInDialog, type MadeLogIn } from '../../ui/LogInDialog.tsx';
import { useCreateCompany } from './company-queries.ts';

/** Adds a company with its first admin, then shows the admin's log-in to pass on. */
export function CreateCompanyDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('companies');
  return (
    <LogInDialog
      open={open}
      title={(made) => (made ? t('create.doneTitle', { name: made.name }) : t('create.title'))}
      onClose={onClose}
    >
      {(form) => <CreateCompanyForm {...form} />}
    </LogInDialog>
  );
}

interface CreateCompanyFormProps {
  onMade: (made: MadeLogIn) => void;
  onCancel: () => void;
}

function CreateCompanyForm({ onMade, onCancel }: CreateCompanyFormProps) {
  const { t } = useTranslation('companies');
  const [password] = useState(generatePassword);
  const form = useForm({
    resolver: bodyResolver(companyEndpoints.createCompany),
    defaultValues: { name: '', admin: { name: '', email: '', password } },
  });
  const { pending, error, send } = useFormCommand(form, useCreateCompany(), { email_taken: 'admin.email' });
  return (
    <DialogForm
      submitLabel={t('create.submit')}
      pending={pending}
      error={error}
      onSubmit={form.handleSubmit((body) => send(body, () => onMade({ ...body.admin, name: body.name })))}
      onCancel={onCancel}
    >
      <FormTextField form={form} name="name" label={t('field.name')} autoComplete="off" autoFocus />
      <Typography variant="h3" sx={{ mt: 1 }}>
        {t('field.admin')}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
        {t('field.adminText')}
      </Typography>
      <PersonFields form={form} name="admin.name" email="admin.email" />
      <FirstPasswordField form={form} name="admin.password" />
    </DialogForm>
  );
}
