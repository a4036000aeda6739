import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { aboutQuery } from '../api/about-query.ts';
import { useSession } from '../api/session.ts';
import { LoginForm } from '../features/auth/LoginForm.tsx';
import { LanguageSwitch } from '../features/users/LanguageSwitch.tsx';
import { CenteredCard } from '../ui/CenteredCard.tsx';

export function LoginPage() {
  const { t } = useTranslation('auth');
  const session = useSession();
  const { data: about } = useQuery(aboutQuery);
  const ended = session.status === 'anonymous' && session.reason === 'expired';
  return (
    <CenteredCard
      documentTitle={t('login.pageTitle')}
      title={t('login.title')}
      text={ended ? t('login.sessionEnded') : undefined}
      footer={<LanguageSwitch />}
    >
      <LoginForm />
      {about?.demoPhoneUrl ? (
        <Alert severity="info" sx={{ mt: 3 }}>
          {t('login.demo')}{' '}
          <Link underline="always" href={about.demoPhoneUrl} target="ticketz-demo-phone" rel="noopener">
            {t('login.demoPhone')}
          </Link>
        </Alert>
      ) : null}
    </CenteredCard>
  );
}
