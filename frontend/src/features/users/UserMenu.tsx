import type { User } from '@ticketz/contract/users';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { errorText } from '../../ui/error-text.ts';
import { CheckIcon } from '../../ui/icons/CheckIcon.tsx';
import { EditIcon } from '../../ui/icons/EditIcon.tsx';
import { KeyIcon } from '../../ui/icons/KeyIcon.tsx';
import { LockIcon } from '../../ui/icons/LockIcon.tsx';
import { type MenuAction, MoreMenu } from '../../ui/MoreMenu.tsx';
import { showToast } from '../../ui/toast.ts';
import { EditUserDialog } from './EditUserDialog.tsx';
import { NewPasswordDialog } from './NewPasswordDialog.tsx';
import { useUpdateUser } from './use-user-commands.ts';

type Asking = 'edit' | 'password' | 'deactivate';

/** What an admin can do with a colleague. Oneself can't be locked out: that is for another admin. */
export function UserMenu({ user, isMe }: { user: User; isMe: boolean }) {
  const { t } = useTranslation(['users', 'common']);
  const [asking, setAsking] = useState<Asking | null>(null);
  const update = useUpdateUser(user.id);
  const { name } = user;
  const close = () => {
    setAsking(null);
    update.reset();
  };

  const actions: MenuAction[] = [
    { label: t('common:action.edit'), icon: EditIcon, run: () => setAsking('edit') },
  ];
  // One's own password is changed in the profile, where the current one is asked for.
  if (!isMe) {
    actions.push({ label: t('password.action'), icon: KeyIcon, run: () => setAsking('password') });
  }
  if (!isMe && user.active) {
    actions.push({
      label: t('deactivate.action'),
      icon: LockIcon,
      run: () => setAsking('deactivate'),
      danger: true,
    });
  }
  if (!user.active) {
    actions.push({
      label: t('activate.action'),
      icon: CheckIcon,
      run: () =>
        update.mutate(
          { active: true },
          {
            onSuccess: () => showToast({ text: t('activate.done', { name }) }),
            onError: (error) => showToast({ text: errorText(error) }),
          },
        ),
    });
  }

  return (
    <>
      <MoreMenu name={name} actions={actions} />
      <EditUserDialog user={user} open={asking === 'edit'} onClose={close} />
      <NewPasswordDialog user={user} open={asking === 'password'} onClose={close} />
      <ConfirmDialog
        open={asking === 'deactivate'}
        title={t('deactivate.title', { name })}
        text={t('deactivate.text', { name })}
        confirmLabel={t('deactivate.submit')}
        pending={update.isPending}
        error={update.error}
        onConfirm={() =>
          update.mutate(
            { active: false },
            {
              onSuccess: () => {
                close();
                showToast({ text: t('deactivate.done', { name }) });
              },
            },
          )
        }
        onClose={close}
      />
    </>
  );
}
