import Button from '@mui/material/Button';
import { authEndpoints } from '@ticketz/contract/auth';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/api-error.ts';
import { readStored } from '../../lib/storage.ts';
import { useCountdown } from '../../lib/useCountdown.ts';
import { FormError } from '../../ui/forms/FormError.tsx';
import { FormPasswordField } from '../../ui/forms/FormPasswordField.tsx';
import { FormTextField } from '../../ui/forms/FormTextField.tsx';
import { bodyResolver } from '../../ui/forms/form-resolver.ts';
import { ChooseCompany } from './ChooseCompany.tsx';
import { type Credentials, companiesToChooseFrom, rememberedEmailKey, useLogIn } from './use-log-in.ts';

/** E-mail and password; asks for the company when both fit several. */
export function LoginForm() {
  const { t } = useTranslation('auth');
  const [rememberedEmail] = useState(() => readStored(rememberedEmailKey) ?? '');
  const [blockedUntil, setBlockedUntil] = useState<number | null>(null);
  const [credentials, setCredentials] = useState<Credentials | null>(null);
  const secondsBlocked = useCountdown(blockedUntil);
  const logIn = useLogIn();
  const form = useForm({
    resolver: bodyResolver(authEndpoints.logIn),
    defaultValues: { email: rememberedEmail, password: '' },
  });

  function submit(values: Credentials): void {
    setCredentials(values);
    logIn.mutate(values, {
      onError: (error) => {
        const seconds = Number(error.details.retryAfterSeconds);
        if (isApiError(error, 'rate_limited') && seconds > 0) setBlockedUntil(Date.now() + seconds * 1_000);
        if (isApiError(error, 'invalid_credentials')) form.setFocus('password', { shouldSelect: true });
      },
    });
  }

  const companies = companiesToChooseFrom(logIn.error);
  if (companies && credentials) {
    return (
      <ChooseCompany
        email={credentials.email}
        companies={companies}
        pending={logIn.isPending}
        onChoose={(companyId) => submit({ ...credentials, companyId })}
        onBack={logIn.reset}
      />
    );
  }

  const limitOver = isApiError(logIn.error, 'rate_limited') && secondsBlocked === 0;
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(submit)(event)}>
      {limitOver ? null : <FormError error={logIn.error} />}
      <FormTextField
        form={form}
        name="email"
        label={t('login.email')}
        type="email"
        autoComplete="username"
        autoFocus={rememberedEmail === ''}
      />
      <FormPasswordField
        form={form}
        name="password"
        label={t('login.password')}
        autoComplete="current-password"
        autoFocus={rememberedEmail !== ''}
        sx={{ mt: 0.5 }}
      />
      <Button
        type="submit"
        variant="contained"
        fullWidth
        size="large"
        loading={logIn.isPending}
        disabled={secondsBlocked > 0}
        sx={{ mt: 1 }}
      >
        {secondsBlocked > 0 ? t('login.wait', { seconds: secondsBlocked }) : t('login.submit')}
      </Button>
    </form>
  );
}
