import { useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { type FieldOfCode, showServerErrors } from './server-errors.ts';

interface Command<Body> {
  mutate: (body: Body, options: { onSuccess: () => void; onError: (error: Error) => void }) => void;
  isPending: boolean;
  error: unknown;
}

/** Sends a form and shows what the server objects to: at its field, or as `error` where no field is to blame. */
export function useFormCommand<Values extends FieldValues, Context, Output, Body>(
  form: UseFormReturn<Values, Context, Output>,
  command: Command<Body>,
  fieldOf: FieldOfCode<Values>,
) {
  const [atField, setAtField] = useState(false);
  return {
    pending: command.isPending,
    error: atField ? null : command.error,
    send: (body: Body, done: () => void) =>
      command.mutate(body, {
        onSuccess: done,
        onError: (error) => setAtField(showServerErrors(form, error, fieldOf)),
      }),
  };
}
