import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { TextInput, type TextInputProps } from '../TextInput.tsx';

export interface FormTextFieldProps<Values extends FieldValues, Context, Output>
  extends Omit<TextInputProps, 'name' | 'problem'> {
  form: UseFormReturn<Values, Context, Output>;
  name: Path<Values>;
}

/** A text field of a form: shows its problem in place of its hint. */
export function FormTextField<Values extends FieldValues, Context, Output>({
  form,
  name,
  ...field
}: FormTextFieldProps<Values, Context, Output>) {
  const { error } = form.getFieldState(name, form.formState);
  const { ref, ...registration } = form.register(name);
  return <TextInput {...field} {...registration} inputRef={ref} problem={error?.message} />;
}
