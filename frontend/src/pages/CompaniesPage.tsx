import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CompanyCard } from '../features/companies/CompanyCard.tsx';
import { CreateCompanyDialog } from '../features/companies/CreateCompanyDialog.tsx';
import { companiesQuery } from '../features/companies/company-queries.ts';
import { useDebounced } from '../lib/useDebounced.ts';
import { AddIcon } from '../ui/icons/AddIcon.tsx';
import { BuildingIcon } from '../ui/icons/BuildingIcon.tsx';
import { NoResults } from '../ui/NoResults.tsx';
import { Page } from '../ui/Page.tsx';
import { CardsSkeleton } from '../ui/PageSkeleton.tsx';
import { QueryView } from '../ui/QueryView.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { StatePanel } from '../ui/StatePanel.tsx';

export function CompaniesPage() {
  const { t } = useTranslation('companies');
  const [search, setSearch] = useState('');
  const [creating, setCreating] = useState(false);
  const searched = useDebounced(search.trim(), 250);
  const query = useQuery({ ...companiesQuery(searched), placeholderData: keepPreviousData });
  const add = (
    <Button variant="contained" startIcon={<AddIcon />} onClick={() => setCreating(true)}>
      {t('page.add')}
    </Button>
  );
  return (
    <Page title={t('page.title')} description={t('page.description')} action={add}>
      <Box sx={{ mb: 2 }}>
        <SearchField label={t('page.search')} value={search} onChange={setSearch} />
      </Box>
      <QueryView query={query} skeleton={<CardsSkeleton height={72} count={4} />}>
        {(companies) => {
          if (companies.length > 0) {
            return (
              <Card component="ul" aria-label={t('list')} sx={{ p: 0, m: 0 }}>
                {companies.map((company) => (
                  <CompanyCard key={company.id} company={company} />
                ))}
              </Card>
            );
          }
          if (searched) return <NoResults search={searched} onClear={() => setSearch('')} />;
          return <StatePanel icon={<BuildingIcon />} title={t('empty.title')} text={t('empty.text')} />;
        }}
      </QueryView>
      <CreateCompanyDialog open={creating} onClose={() => setCreating(false)} />
    </Page>
  );
}
