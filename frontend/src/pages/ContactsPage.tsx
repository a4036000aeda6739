import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { tagEndpoints } from '@ticketz/contract/tags';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { useMe } from '../api/session.ts';
import { may } from '../features/auth/may.ts';
import { connectionSummariesQuery } from '../features/connections/connection-queries.ts';
import { contactsQuery } from '../features/contacts/contact-queries.ts';
import { ContactsTable } from '../features/contacts/list/ContactsTable.tsx';
import { CreateContactDialog } from '../features/contacts/list/CreateContactDialog.tsx';
import { TagFilter } from '../features/contacts/list/TagFilter.tsx';
import { useDocumentTitle } from '../lib/document-title.ts';
import { useDebounced } from '../lib/useDebounced.ts';
import { AddIcon } from '../ui/icons/AddIcon.tsx';
import { ArrowUpIcon } from '../ui/icons/ArrowUpIcon.tsx';
import { DownloadIcon } from '../ui/icons/DownloadIcon.tsx';
import { PeopleIcon } from '../ui/icons/PeopleIcon.tsx';
import { LoadFailed } from '../ui/LoadFailed.tsx';
import { MoreMenu } from '../ui/MoreMenu.tsx';
import { NoResults } from '../ui/NoResults.tsx';
import { CardsSkeleton } from '../ui/PageSkeleton.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { StatePanel } from '../ui/StatePanel.tsx';

/** Everybody the company knows. */
export function ContactsPage() {
  const { t } = useTranslation('directory');
  const me = useMe();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState('');
  const [creating, setCreating] = useState(false);
  const searched = useDebounced(search.trim(), 250);
  const tagId = params.get('tag');
  const query = useInfiniteQuery({
    ...contactsQuery({ search: searched, tagId }),
    placeholderData: keepPreviousData,
  });
  const { data: connections = [] } = useQuery(connectionSummariesQuery);
  const checkOn = connections.find(({ state }) => state === 'connected')?.id ?? null;
  useDocumentTitle(t('list.title'));
  const contacts = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = query.data?.pages[0]?.total ?? null;
  const setTag = (next: string | null) => setParams(next ? { tag: next } : {}, { replace: true });
  const clear = () => {
    setSearch('');
    setTag(null);
  };
  return (
    <Box
      sx={{
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        maxWidth: 1120,
        mx: 'auto',
        px: { xs: 2, sm: 4 },
        pt: { xs: 3, sm: 5 },
        pb: 2,
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, mb: 2 }}>
        <Box sx={{ flex: '1 1 200px' }}>
          <Typography variant="h1">{t('list.title')}</Typography>
          <Typography sx={{ color: 'text.secondary', minHeight: 24 }}>
            {total === null ? '' : t('list.total', { count: total })}
          </Typography>
        </Box>
        {may(me, tagEndpoints.createTag) ? (
          <Button component={Link} to="/contacts/setup">
            {t('list.setup')}
          </Button>
        ) : null}
        {may(me, contactEndpoints.exportContacts) ? (
          <MoreMenu
            name={t('list.more')}
            actions={[
              { label: t('list.import'), icon: ArrowUpIcon, run: () => void navigate('/contacts/import') },
              {
                label: t('list.export'),
                icon: DownloadIcon,
                run: () => location.assign('/api/files/exports/contacts'),
              },
              {
                label: t('list.exportXlsx'),
                icon: DownloadIcon,
                run: () => location.assign('/api/files/exports/contacts?format=xlsx'),
              },
            ]}
          />
        ) : null}
        <Button variant="contained" startIcon={<AddIcon />} onClick={() => setCreating(true)}>
          {t('list.add')}
        </Button>
      </Box>
      <Box sx={{ display: 'flex', flexDirection: { xs: 'column', sm: 'row' }, gap: 1.5, mb: 2 }}>
        <Box sx={{ flex: 1 }}>
          <SearchField label={t('list.search')} value={search} onChange={setSearch} />
        </Box>
        <TagFilter value={tagId} onChange={setTag} />
      </Box>
      <Box sx={{ flex: 1, minHeight: 240 }}>
        {query.isError && !query.data ? (
          <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
        ) : query.data === undefined ? (
          <CardsSkeleton height={56} count={8} />
        ) : contacts.length > 0 ? (
          <Card sx={{ height: '100%' }}>
            <ContactsTable
              label={t('list.title')}
              contacts={contacts}
              onEnd={() => {
                if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
              }}
            />
          </Card>
        ) : searched || tagId ? (
          <NoResults search={searched || t('list.tag')} onClear={clear} />
        ) : (
          <StatePanel
            icon={<PeopleIcon />}
            title={t('list.emptyTitle')}
            text={t('list.emptyText')}
            action={
              <Button variant="contained" onClick={() => setCreating(true)}>
                {t('list.add')}
              </Button>
            }
          />
        )}
      </Box>
      <CreateContactDialog open={creating} checkOn={checkOn} onClose={() => setCreating(false)} />
    </Box>
  );
}
