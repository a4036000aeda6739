import FormControl from '@mui/material/FormControl';
import FormHelperText from '@mui/material/FormHelperText';
import InputLabel from '@mui/material/InputLabel';
import OutlinedInput, { type OutlinedInputProps } from '@mui/material/OutlinedInput';
import type { SxProps, Theme } from '@mui/material/styles';
import { type ReactNode, useId } from 'react';

export interface TextInputProps extends Omit<OutlinedInputProps, 'error' | 'sx' | 'id'> {
  label: string;
  /** What is wrong with the value, in place of the hint. */
  problem?: string | undefined;
  hint?: ReactNode;
  sx?: SxProps<Theme>;
}

/**
 * A labelled text field. MUI's TextField does the same, but brings the select with its menus into every page that
 * asks for a text: 20 kB more for the log-in.
 */
export function TextInput({ label, problem, hint, sx, disabled, ...input }: TextInputProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <FormControl fullWidth error={problem !== undefined} disabled={disabled ?? false} sx={sx ?? null}>
      <InputLabel htmlFor={id}>{label}</InputLabel>
      <OutlinedInput {...input} id={id} label={label} aria-describedby={hintId} />
      {/* A blank keeps the line's height, so that a message pushes nothing down. */}
      <FormHelperText id={hintId}>{problem ?? hint ?? ' '}</FormHelperText>
    </FormControl>
  );
}
