import { type ReactNode, useState } from 'react';
import { AppDialog } from './AppDialog.tsx';
import { CredentialsToPassOn } from './CredentialsToPassOn.tsx';

/** What has been made: a log-in, and of whom or what. */
export interface MadeLogIn {
  name: string;
  email: string;
  password: string;
}

interface LogInDialogProps {
  open: boolean;
  title: (made: MadeLogIn | null) => string;
  onClose: () => void;
  /** The form that makes a log-in. */
  children: (form: { onMade: (made: MadeLogIn) => void; onCancel: () => void }) => ReactNode;
}

/** Asks for what makes a log-in, then shows it once, to pass on. */
export function LogInDialog({ open, title, onClose, children }: LogInDialogProps) {
  const [made, setMade] = useState<MadeLogIn | null>(null);
  function close(): void {
    onClose();
    setMade(null);
  }
  return (
    <AppDialog open={open} title={title(made)} onClose={close}>
      {made ? (
        <CredentialsToPassOn email={made.email} password={made.password} onClose={close} />
      ) : (
        children({ onMade: setMade, onCancel: close })
      )}
    </AppDialog>
  );
}
