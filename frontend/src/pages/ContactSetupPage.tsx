import { useTranslation } from 'react-i18next';
import { FieldsSection } from '../features/contact-fields/FieldsSection.tsx';
import { TagsSection } from '../features/tags/TagsSection.tsx';
import { Page } from '../ui/Page.tsx';

/** The company's own words for contacts and tickets, and what it wants to know of people. */
export function ContactSetupPage() {
  const { t } = useTranslation('directory');
  return (
    <Page title={t('setup.title')} back={{ to: '/contacts', label: t('list.title') }}>
      <TagsSection />
      <FieldsSection />
    </Page>
  );
}
