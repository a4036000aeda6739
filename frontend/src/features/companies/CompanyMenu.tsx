import type { Company } from '@ticketz/contract/companies';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { errorText } from '../../ui/error-text.ts';
import { FormTextField } from '../../ui/forms/FormTextField.tsx';
import { formResolver } from '../../ui/forms/form-resolver.ts';
import { CheckIcon } from '../../ui/icons/CheckIcon.tsx';
import { EditIcon } from '../../ui/icons/EditIcon.tsx';
import { LockIcon } from '../../ui/icons/LockIcon.tsx';
import { type MenuAction, MoreMenu } from '../../ui/MoreMenu.tsx';
import { showToast } from '../../ui/toast.ts';
import { useUpdateCompany } from './company-queries.ts';

/** Rename, deactivate, activate. The operator's own company can't be switched off. */
export function CompanyMenu({ company }: { company: Company }) {
  const { t } = useTranslation('companies');
  const [asking, setAsking] = useState<'rename' | 'deactivate' | null>(null);
  const update = useUpdateCompany(company.id);
  const { name } = company;
  const close = () => {
    setAsking(null);
    update.reset();
  };

  const actions: MenuAction[] = [
    { label: t('rename.action'), icon: EditIcon, run: () => setAsking('rename') },
  ];
  if (!company.operator && company.active) {
    actions.push({
      label: t('deactivate.action'),
      icon: LockIcon,
      run: () => setAsking('deactivate'),
      danger: true,
    });
  }
  if (!company.active) {
    actions.push({
      label: t('activate.action'),
      icon: CheckIcon,
      run: () =>
        update.mutate(
          { active: true },
          {
            onSuccess: () => showToast({ text: t('activate.done', { name }) }),
            onError: (error) => showToast({ text: errorText(error) }),
          },
        ),
    });
  }

  return (
    <>
      <MoreMenu name={name} actions={actions} />
      <AppDialog open={asking === 'rename'} title={t('rename.title', { name })} onClose={close}>
        <RenameForm company={company} onClose={close} />
      </AppDialog>
      <ConfirmDialog
        open={asking === 'deactivate'}
        title={t('deactivate.title', { name })}
        text={t('deactivate.text')}
        confirmLabel={t('deactivate.submit')}
        pending={update.isPending}
        error={update.error}
        onConfirm={() =>
          update.mutate(
            { active: false },
            {
              onSuccess: () => {
                close();
                showToast({ text: t('deactivate.done', { name }) });
              },
            },
          )
        }
        onClose={close}
      />
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
