import type { ErrorCode } from '@ticketz/contract/errors';
import i18next from 'i18next';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { isApiError } from '../../api/api-error.ts';
import { errorText } from '../error-text.ts';

/** Which field a code of the server's is about. */
export type FieldOfCode<Values extends FieldValues> = Partial<Record<ErrorCode, Path<Values>>>;

/**
 * Shows what the server objected to at the fields it is about. `fieldOf` says which field a code belongs to. True when
 * every objection found its field; otherwise the form shows the error as a whole.
 */
export function showServerErrors<Values extends FieldValues, Context, Output>(
  form: UseFormReturn<Values, Context, Output>,
  error: unknown,
  fieldOf: FieldOfCode<Values> = {},
): boolean {
  if (!isApiError(error)) return false;
  const field = fieldOf[error.code as ErrorCode];
  if (field) {
    form.setError(field, { type: 'server', message: errorText(error) }, { shouldFocus: true });
    return true;
  }
  const known = error.issues.filter(({ path }) => form.getValues(path as Path<Values>) !== undefined);
  for (const { path } of known) {
    form.setError(path as Path<Values>, { type: 'server', message: i18next.t('field.invalid') });
  }
  return known.length > 0 && known.length === error.issues.length;
}
