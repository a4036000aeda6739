import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../lib/dates.ts';
import { relativeTime, useNow } from '../lib/relative-time.ts';

/** A time as `5 minutes ago`, with the exact one as a tooltip and for machines. */
export function TimeAgo({ at }: { at: string }) {
  const text = useTimeAgo()(at);
  const { i18n } = useTranslation();
  return (
    <time dateTime={at} title={formatDateTime(new Date(at), i18n.language)}>
      {text}
    </time>
  );
}

/** Says how long ago a time is, for use inside a sentence. */
export function useTimeAgo(): (at: string) => string {
  const { t, i18n } = useTranslation();
  const now = useNow();
  return (at) => relativeTime(new Date(at), i18n.language, now) ?? t('time.justNow');
}
