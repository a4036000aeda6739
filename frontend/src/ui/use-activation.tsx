import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { errorText } from './error-text.ts';
import { CheckIcon } from './icons/CheckIcon.tsx';
import { LockIcon } from './icons/LockIcon.tsx';
import type { MenuAction } from './MoreMenu.tsx';
import { showToast } from './toast.ts';

interface Activation {
  active: boolean;
  /** False for what can't be switched off from here. */
  mayDeactivate: boolean;
  update: {
    mutate: (
      body: { active: boolean },
      options: { onSuccess: () => void; onError?: (error: Error) => void },
    ) => void;
    reset: () => void;
    isPending: boolean;
    error: unknown;
  };
  texts: {
    deactivate: string;
    activate: string;
    title: string;
    text: string;
    submit: string;
    deactivated: string;
    activated: string;
  };
}

/** Switches somebody or something off, after asking, and on again. `dialog` has to be put on the page. */
export function useActivation(options: Activation): { actions: MenuAction[]; dialog: ReactNode } {
  const { active, mayDeactivate, update, texts } = options;
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
    update.reset();
  };
  const activate = () =>
    update.mutate(
      { active: true },
      {
        onSuccess: () => showToast({ text: texts.activated }),
        onError: (error) => showToast({ text: errorText(error) }),
      },
    );
  const deactivate = () =>
    update.mutate(
      { active: false },
      {
        onSuccess: () => {
          close();
          showToast({ text: texts.deactivated });
        },
      },
    );

  const actions: MenuAction[] = [];
  if (!active) actions.push({ label: texts.activate, icon: CheckIcon, run: activate });
  else if (mayDeactivate) {
    actions.push({ label: texts.deactivate, icon: LockIcon, run: () => setAsking(true), danger: true });
  }
  const dialog = (
    <ConfirmDialog
      open={asking}
      title={texts.title}
      text={texts.text}
      confirmLabel={texts.submit}
      pending={update.isPending}
      error={update.error}
      onConfirm={deactivate}
      onClose={close}
    />
  );
  return { actions, dialog };
}
