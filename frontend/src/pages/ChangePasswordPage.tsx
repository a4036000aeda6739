import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { PasswordForm } from '../features/auth/PasswordForm.tsx';
import { useLogOut } from '../features/auth/use-log-out.ts';
import { LanguageSwitch } from '../features/users/LanguageSwitch.tsx';
import { CenteredCard } from '../ui/CenteredCard.tsx';

/** Shown in place of every page while a first password has yet to be replaced. */
export function ChangePasswordPage() {
  const { t } = useTranslation('auth');
  const logOut = useLogOut();
  return (
    <CenteredCard
      documentTitle={t('password.forcedTitle')}
      title={t('password.forcedTitle')}
      text={t('password.forcedText')}
      footer={<LanguageSwitch />}
    >
      <PasswordForm autoFocus />
      <Button sx={{ mt: 1 }} onClick={() => logOut.mutate()} disabled={logOut.isPending}>
        {t('password.logOut')}
      </Button>
    </CenteredCard>
  );
}
