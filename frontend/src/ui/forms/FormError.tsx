import Alert from '@mui/material/Alert';
import type { ReactNode } from 'react';
import { ErrorId } from '../ErrorId.tsx';
import { errorText } from '../error-text.ts';

/** An error of the form as a whole, read out when it appears. */
export function FormError({ error, children }: { error?: unknown; children?: ReactNode }) {
  if (!error && !children) return null;
  return (
    <Alert severity="error" role="alert" sx={{ mb: 2 }}>
      {children ?? errorText(error)}
      {children ? null : <ErrorId error={error} />}
    </Alert>
  );
}
