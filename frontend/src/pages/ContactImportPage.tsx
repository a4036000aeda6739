import { useQuery } from '@tanstack/react-query';
import type { ContactImport } from '@ticketz/contract/contact-imports';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { ImportStart } from '../features/contact-imports/ImportStart.tsx';
import { ImportSteps } from '../features/contact-imports/ImportSteps.tsx';
import { importQuery } from '../features/contact-imports/import-queries.ts';
import { Page } from '../ui/Page.tsx';
import { CardsSkeleton } from '../ui/PageSkeleton.tsx';
import { QueryView } from '../ui/QueryView.tsx';

/** Brings contacts in: chooses a file or a phone, then shows one import from its columns to its result. */
export function ContactImportPage() {
  const { contactImportId } = useParams();
  return contactImportId ? <OneImport key={contactImportId} id={contactImportId} /> : <NewImport />;
}

function NewImport() {
  const { t } = useTranslation(['imports', 'directory']);
  return (
    <Page
      title={t('title')}
      description={t('description')}
      back={{ to: '/contacts', label: t('directory:list.title') }}
    >
      <ImportStart />
    </Page>
  );
}

function OneImport({ id }: { id: string }) {
  const { t } = useTranslation('imports');
  const query = useQuery(importQuery(id));
  const title = query.data ? titleOf(query.data, t) : t('title');
  return (
    <Page title={title} width={1_040} back={{ to: '/contacts/import', label: t('title') }}>
      <QueryView query={query} skeleton={<CardsSkeleton height={180} count={2} />}>
        {(data) => <ImportSteps contactImport={data} />}
      </QueryView>
    </Page>
  );
}

function titleOf({ source, name }: ContactImport, t: TFunction<'imports'>): string {
  return source === 'phone' ? t('fromPhone', { name }) : name;
}
