import type { Company } from '@ticketz/contract/companies';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { FormTextField } from '../../ui/forms/FormTextField.tsx';
import { formResolver } from '../../ui/forms/form-resolver.ts';
import { EditIcon } from '../../ui/icons/EditIcon.tsx';
import { type MenuAction, MoreMenu } from '../../ui/MoreMenu.tsx';
import { useActivation } from '../../ui/use-activation.tsx';
import { useUpdateCompany } from './company-queries.ts';

/** Rename, deactivate, activate. The operator's own company can't be switched off. */
export function CompanyMenu({ company }: { company: Company }) {
  const { t } = useTranslation('companies');
  const [asking, setAsking] = useState<'rename' | null>(null);
  const update = useUpdateCompany(company.id);
  const { name } = company;
  const close = () => setAsking(null);
  const activation = useActivation({
    active: company.active,
    mayDeactivate: !company.operator,
    update,
    texts: {
      deactivate: t('deactivate.action'),
      activate: t('activate.action'),
      title: t('deactivate.title', { name }),
      text: t('deactivate.text'),
      submit: t('deactivate.submit'),
      deactivated: t('deactivate.done', { name }),
      activated: t('activate.done', { name }),
    },
  });

  const actions: MenuAction[] = [
    { label: t('rename.action'), icon: EditIcon, run: () => setAsking('rename') },
  ];

  return (
    <>
      <MoreMenu name={name} actions={[...actions, ...activation.actions]} />
      <AppDialog open={asking === 'rename'} title={t('rename.title', { name })} onClose={close}>
        <RenameForm company={company} onClose={close} />
      </AppDialog>
      {activation.dialog}
    </>
  );
}

const schema = z.object({ name: z.string().trim().min(1).max(120) });

function RenameForm({ company, onClose }: { company: Company; onClose: () => void }) {
  const { t } = useTranslation(['companies', 'common']);
  const update = useUpdateCompany(company.id);
  const form = useForm({ resolver: formResolver(schema), defaultValues: { name: company.name } });
  return (
    <DialogForm
      submitLabel={t('common:action.save')}
      pending={update.isPending}
      error={update.error}
      onSubmit={form.handleSubmit((body) => update.mutate(body, { onSuccess: onClose }))}
      onCancel={onClose}
    >
      <FormTextField form={form} name="name" label={t('field.name')} autoComplete="off" autoFocus />
    </DialogForm>
  );
}
