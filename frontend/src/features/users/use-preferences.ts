import { useMutation } from '@tanstack/react-query';
import type { Language, ThemeChoice } from '@ticketz/contract/preferences';
import { userEndpoints } from '@ticketz/contract/users';
import { useEffect } from 'react';
import { callApi } from '../../api/call-api.ts';
import { updateMe, useMe } from '../../api/session.ts';
import { changeLanguage, currentLanguage } from '../../i18n/i18n.ts';
import { useThemeChoice } from '../../theme/AppTheme.tsx';
import { errorText } from '../../ui/error-text.ts';
import { showToast } from '../../ui/toast.ts';

/** Language and theme: changed on the screen at once, and remembered for the person on every device. */
export function usePreferences() {
  const me = useMe();
  const { choice: theme, choose } = useThemeChoice();
  const { mutate } = useMutation({
    mutationFn: (body: { language?: Language; theme?: ThemeChoice }) =>
      callApi(userEndpoints.updateProfile, { body }),
    onSuccess: updateMe,
    onError: (error) => showToast({ text: errorText(error) }),
  });

  return {
    theme,
    chooseTheme: (next: ThemeChoice): void => {
      choose(next);
      if (me) mutate({ theme: next });
    },
    chooseLanguage: (next: Language): void => {
      changeLanguage(next).catch((error: unknown) => showToast({ text: errorText(error) }));
      if (me) mutate({ language: next });
    },
  };
}

/** Brings the person's own language and theme onto the screen, at log-in and when another device changes them. */
export function useApplyPreferences(): void {
  const me = useMe();
  const { choose } = useThemeChoice();
  const language = me?.language;
  const theme = me?.theme;

  useEffect(() => {
    if (theme) choose(theme);
  }, [theme, choose]);

  useEffect(() => {
    if (!language || language === currentLanguage()) return;
    changeLanguage(language).catch((error: unknown) => showToast({ text: errorText(error) }));
  }, [language]);
}
