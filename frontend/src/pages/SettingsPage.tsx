import { useQuery } from '@tanstack/react-query';
import { settingGroups, settingKeys, settingTable } from '@ticketz/contract/settings';
import { useTranslation } from 'react-i18next';
import { SettingRow } from '../features/settings/SettingRow.tsx';
import { settingsQuery } from '../features/settings/settings-query.ts';
import { Page } from '../ui/Page.tsx';
import { CardsSkeleton } from '../ui/PageSkeleton.tsx';
import { QueryView } from '../ui/QueryView.tsx';
import { Section } from '../ui/Section.tsx';

/** What the company decides for everybody in it: made from the table of settings. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const query = useQuery(settingsQuery);
  return (
    <Page title={t('title')} description={t('description')}>
      <QueryView query={query} skeleton={<CardsSkeleton height={180} count={settingGroups.length} />}>
        {(settings) =>
          settingGroups.map((group) => (
            <Section key={group} title={t(`groups.${group}.title`)} text={t(`groups.${group}.text`)}>
              {settingKeys
                .filter((key) => settingTable[key].group === group)
                .map((key) => (
                  <SettingRow key={key} name={key} settings={settings} />
                ))}
            </Section>
          ))
        }
      </QueryView>
    </Page>
  );
}
