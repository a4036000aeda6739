import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FormTextField } from './FormTextField.tsx';

interface PersonFieldsProps<Values extends FieldValues, Context, Output> {
  form: UseFormReturn<Values, Context, Output>;
  /** Which of the form's values they are. */
  name: Path<Values>;
  email: Path<Values>;
  autoFocus?: boolean;
}

/** Name and e-mail of somebody else, so that the browser doesn't fill in one's own. */
export function PersonFields<Values extends FieldValues, Context, Output>({
  form,
  name,
  email,
  autoFocus = false,
}: PersonFieldsProps<Values, Context, Output>) {
  const { t } = useTranslation('users');
  return (
    <>
      <FormTextField
        form={form}
        name={name}
        label={t('field.name')}
        autoComplete="off"
        autoFocus={autoFocus}
      />
      <FormTextField
        form={form}
        name={email}
        label={t('field.email')}
        type="email"
        autoComplete="off"
        sx={{ mt: 0.5 }}
      />
    </>
  );
}
