import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import type { Me } from '@ticketz/contract/auth';
import { personName, userEndpoints } from '@ticketz/contract/users';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { callApi } from '../../api/call-api.ts';
import { updateMe } from '../../api/session.ts';
import { FormError } from '../../ui/forms/FormError.tsx';
import { FormTextField } from '../../ui/forms/FormTextField.tsx';
import { formResolver } from '../../ui/forms/form-resolver.ts';
import { showToast } from '../../ui/toast.ts';

const schema = z.object({ name: personName });

/** One's own name, as colleagues see it. */
export function ProfileNameForm({ me }: { me: Me }) {
  const { t } = useTranslation(['profile', 'common']);
  const form = useForm({ resolver: formResolver(schema), values: { name: me.name } });
  const save = useMutation({
    mutationFn: (body: z.output<typeof schema>) => callApi(userEndpoints.updateProfile, { body }),
    onSuccess: (user) => {
      updateMe(user);
      showToast({ text: t('you.saved') });
    },
  });
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit((body) => save.mutate(body))(event)}>
      <FormError error={save.error} />
      <FormTextField
        form={form}
        name="name"
        label={t('you.name')}
        hint={t('you.nameHint')}
        autoComplete="name"
      />
      <Button
        type="submit"
        variant="contained"
        loading={save.isPending}
        disabled={!form.formState.isDirty}
        sx={{ mt: 1 }}
      >
        {t('common:action.save')}
      </Button>
    </form>
  );
}
