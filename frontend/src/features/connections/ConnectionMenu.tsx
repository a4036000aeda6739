import type { Connection } from '@ticketz/contract/connections';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadAdminTexts, loadComposeTexts } from '../../i18n/i18n.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { errorText } from '../../ui/error-text.ts';
import { EditIcon } from '../../ui/icons/EditIcon.tsx';
import { FilterIcon } from '../../ui/icons/FilterIcon.tsx';
import { LinkIcon } from '../../ui/icons/LinkIcon.tsx';
import { LockIcon } from '../../ui/icons/LockIcon.tsx';
import { MessageIcon } from '../../ui/icons/MessageIcon.tsx';
import { StarIcon } from '../../ui/icons/StarIcon.tsx';
import { TrashIcon } from '../../ui/icons/TrashIcon.tsx';
import { type MenuAction, MoreMenu } from '../../ui/MoreMenu.tsx';
import { showToast } from '../../ui/toast.ts';
import { ConnectionNameDialog } from './ConnectionNameDialog.tsx';
import { isLinked } from './connection-advice.ts';
import { useDeleteConnection, useUnlinkConnection, useUpdateConnection } from './use-connection-commands.ts';

const SettingsDialog = lazy(async () => {
  const [dialog] = await Promise.all([import('./settings/SettingsDialog.tsx'), loadAdminTexts()]);
  return { default: dialog.SettingsDialog };
});

const TextsDialog = lazy(async () => {
  const [dialog] = await Promise.all([
    import('./settings/TextsDialog.tsx'),
    loadAdminTexts(),
    loadComposeTexts(),
  ]);
  return { default: dialog.TextsDialog };
});

const PrivacyDialog = lazy(async () => {
  const [dialog] = await Promise.all([import('./settings/PrivacyDialog.tsx'), loadAdminTexts()]);
  return { default: dialog.PrivacyDialog };
});

type Asking = 'rename' | 'settings' | 'texts' | 'privacy' | 'unlink' | 'delete';

/** Rename, make default, unlink, delete. What ends something asks first and says what is kept. */
export function ConnectionMenu({ connection }: { connection: Connection }) {
  const { t } = useTranslation(['connections', 'common']);
  const [asking, setAsking] = useState<Asking | null>(null);
  const update = useUpdateConnection(connection.id);
  const unlink = useUnlinkConnection(connection.id);
  const remove = useDeleteConnection(connection.id);
  const { name } = connection;
  const done = (text: string) => () => {
    setAsking(null);
    showToast({ text });
  };
  const close = () => {
    setAsking(null);
    unlink.reset();
    remove.reset();
  };

  const actions: MenuAction[] = [
    { label: t('action.rename'), icon: EditIcon, run: () => setAsking('rename') },
    { label: t('action.settings'), icon: FilterIcon, run: () => setAsking('settings') },
    { label: t('action.texts'), icon: MessageIcon, run: () => setAsking('texts') },
  ];
  if (connection.state === 'connected') {
    actions.push({ label: t('action.privacy'), icon: LockIcon, run: () => setAsking('privacy') });
  }
  if (!connection.isDefault) {
    actions.push({
      label: t('action.makeDefault'),
      icon: StarIcon,
      run: () =>
        update.mutate(
          { isDefault: true },
          {
            onSuccess: done(t('madeDefault', { name })),
            onError: (error) => showToast({ text: errorText(error) }),
          },
        ),
    });
  }
  if (isLinked(connection)) {
    actions.push({ label: t('action.unlink'), icon: LinkIcon, run: () => setAsking('unlink') });
  }
  actions.push({ label: t('action.delete'), icon: TrashIcon, run: () => setAsking('delete'), danger: true });

  return (
    <>
      <MoreMenu name={name} actions={actions} />
      <Suspense>
        {asking === 'privacy' ? <PrivacyDialog connection={connection} onClose={close} /> : null}
        {asking === 'texts' ? <TextsDialog connection={connection} onClose={close} /> : null}
        {asking === 'settings' ? <SettingsDialog connection={connection} onClose={close} /> : null}
      </Suspense>
      <ConnectionNameDialog
        open={asking === 'rename'}
        title={t('rename.title')}
        submitLabel={t('common:action.save')}
        initialName={name}
        save={(next) => update.mutateAsync({ name: next })}
        onSaved={close}
        onClose={close}
      />
      <ConfirmDialog
        open={asking === 'unlink'}
        title={t('unlink.title', { name })}
        text={t('unlink.text')}
        confirmLabel={t('unlink.submit')}
        pending={unlink.isPending}
        error={unlink.error}
        onConfirm={() => unlink.mutate(undefined, { onSuccess: done(t('unlink.done', { name })) })}
        onClose={close}
      />
      <ConfirmDialog
        open={asking === 'delete'}
        title={t('delete.title', { name })}
        text={t('delete.text')}
        confirmLabel={t('delete.submit')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(undefined, { onSuccess: done(t('delete.done', { name })) })}
        onClose={close}
      />
    </>
  );
}
