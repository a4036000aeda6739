import type { User } from '@ticketz/contract/users';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EditIcon } from '../../ui/icons/EditIcon.tsx';
import { KeyIcon } from '../../ui/icons/KeyIcon.tsx';
import { type MenuAction, MoreMenu } from '../../ui/MoreMenu.tsx';
import { useActivation } from '../../ui/use-activation.tsx';
import { EditUserDialog } from './EditUserDialog.tsx';
import { NewPasswordDialog } from './NewPasswordDialog.tsx';
import { useUpdateUser } from './use-user-commands.ts';

type Asking = 'edit' | 'password';

/** What an admin can do with a colleague. Oneself can't be locked out: that is for another admin. */
export function UserMenu({ user, isMe }: { user: User; isMe: boolean }) {
  const { t } = useTranslation(['users', 'common']);
  const [asking, setAsking] = useState<Asking | null>(null);
  const update = useUpdateUser(user.id);
  const { name } = user;
  const close = () => setAsking(null);
  const activation = useActivation({
    active: user.active,
    mayDeactivate: !isMe,
    update,
    texts: {
      deactivate: t('deactivate.action'),
      activate: t('activate.action'),
      title: t('deactivate.title', { name }),
      text: t('deactivate.text', { name }),
      submit: t('deactivate.submit'),
      deactivated: t('deactivate.done', { name }),
      activated: t('activate.done', { name }),
    },
  });

  const actions: MenuAction[] = [
    { label: t('common:action.edit'), icon: EditIcon, run: () => setAsking('edit') },
  ];
  // One's own password is changed in the profile, where the current one is asked for.
  if (!isMe) {
    actions.push({ label: t('password.action'), icon: KeyIcon, run: () => setAsking('password') });
  }

  return (
    <>
      <MoreMenu name={name} actions={[...actions, ...activation.actions]} />
      <EditUserDialog user={user} open={asking === 'edit'} onClose={close} />
      <NewPasswordDialog user={user} open={asking === 'password'} onClose={close} />
      {activation.dialog}
    </>
  );
}
