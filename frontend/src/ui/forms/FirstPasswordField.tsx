import Button from '@mui/material/Button';
import InputAdornment from '@mui/material/InputAdornment';
import type { FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { generatePassword } from '../../lib/generate-password.ts';
import { FormTextField } from './FormTextField.tsx';

interface FirstPasswordFieldProps<Values extends FieldValues, Context, Output> {
  form: UseFormReturn<Values, Context, Output>;
  name: Path<Values>;
}

/** The password to hand on to somebody: generated, readable, and replaceable. */
export function FirstPasswordField<Values extends FieldValues, Context, Output>({
  form,
  name,
}: FirstPasswordFieldProps<Values, Context, Output>) {
  const { t } = useTranslation();
  return (
    <FormTextField
      form={form}
      name={name}
      label={t('credentials.password')}
      hint={t('credentials.passwordHint')}
      autoComplete="off"
      spellCheck={false}
      sx={{ mt: 0.5, '& input': { fontFamily: 'ui-monospace, "Liberation Mono", monospace' } }}
      endAdornment={
        <InputAdornment position="end">
          <Button
            size="small"
            onClick={() =>
              form.setValue(name, generatePassword() as PathValue<Values, Path<Values>>, {
                shouldValidate: true,
              })
            }
          >
            {t('credentials.another')}
          </Button>
        </InputAdornment>
      }
    />
  );
}
