import { zodResolver } from '@hookform/resolvers/zod';
import i18next from 'i18next';
import type { FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';

/** One problem of a field in words; undefined leaves it to the schema. */
function issueText(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'too_small') {
    const count = Number(issue.minimum);
    return count <= 1 ? i18next.t('field.required') : i18next.t('field.tooShort', { count });
  }
  if (issue.code === 'too_big') return i18next.t('field.tooLong', { count: Number(issue.maximum) });
  if (issue.code === 'invalid_format' && issue.format === 'email') {
    return issue.input === '' ? i18next.t('field.required') : i18next.t('field.email');
  }
  if (issue.code === 'custom') return i18next.t('field.invalid');
  return i18next.t('field.invalid');
}

/** Checks a form with the contract's own schema, and says in the person's language what doesn't fit. */
export function formResolver<Input extends FieldValues, Output>(
  schema: z.ZodType<Output, Input>,
): Resolver<Input, unknown, Output> {
  return zodResolver(schema, { error: issueText });
}

/** Checks a form with the body of the endpoint it is sent to. */
export function bodyResolver<Input extends FieldValues, Output>(endpoint: {
  path: string;
  body?: z.ZodType<Output, Input>;
}): Resolver<Input, unknown, Output> {
  if (!endpoint.body) throw new Error(`${endpoint.path} takes no body`);
  return formResolver(endpoint.body);
}
