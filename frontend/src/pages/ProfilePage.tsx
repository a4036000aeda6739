import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useMe } from '../api/session.ts';
import { PasswordForm } from '../features/auth/PasswordForm.tsx';
import { SessionList } from '../features/auth/SessionList.tsx';
import { AvatarForm } from '../features/files/AvatarForm.tsx';
import { useCarefulLogOut } from '../features/messages/use-careful-log-out.tsx';
import { WritingForm } from '../features/messages/WritingForm.tsx';
import { PreferencesForm } from '../features/users/PreferencesForm.tsx';
import { ProfileNameForm } from '../features/users/ProfileNameForm.tsx';
import { SignatureForm } from '../features/users/SignatureForm.tsx';
import { InfoIcon } from '../ui/icons/InfoIcon.tsx';
import { LogOutIcon } from '../ui/icons/LogOutIcon.tsx';
import { Page } from '../ui/Page.tsx';
import { Section } from '../ui/Section.tsx';

export function ProfilePage() {
  const { t } = useTranslation(['profile', 'auth', 'common']);
  const me = useMe();
  const { logOut, pending, dialog } = useCarefulLogOut();
  if (!me) return null;
  return (
    <Page
      title={t('title')}
      description={t('description', {
        role: t(`common:role.${me.role}`),
        company: me.company.name,
        email: me.email,
      })}
    >
      <Section title={t('you.title')}>
        <AvatarForm me={me} />
        <ProfileNameForm me={me} />
      </Section>
      <Section title={t('signature.title')} text={t('signature.description')}>
        <SignatureForm me={me} />
      </Section>
      <Section title={t('look.title')}>
        <PreferencesForm />
      </Section>
      <Section title={t('writing.title')}>
        <WritingForm />
      </Section>
      <Section title={t('auth:password.title')} text={t('auth:password.text')}>
        <PasswordForm />
      </Section>
      <Section title={t('auth:sessions.title')} text={t('auth:sessions.text')}>
        <SessionList />
      </Section>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, pt: 3, borderTop: 1, borderColor: 'divider' }}>
        <Button variant="outlined" startIcon={<LogOutIcon />} loading={pending} onClick={logOut}>
          {t('logOut')}
        </Button>
        <Button component={Link} to="/about" startIcon={<InfoIcon />}>
          {t('about')}
        </Button>
        {dialog}
      </Box>
    </Page>
  );
}
