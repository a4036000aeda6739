import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.ts';
import { CreateUserDialog } from '../features/users/CreateUserDialog.tsx';
import { UserCard } from '../features/users/UserCard.tsx';
import { usersQuery } from '../features/users/user-queries.ts';
import { useDebounced } from '../lib/useDebounced.ts';
import { AddIcon } from '../ui/icons/AddIcon.tsx';
import { NoResults } from '../ui/NoResults.tsx';
import { Page } from '../ui/Page.tsx';
import { CardsSkeleton } from '../ui/PageSkeleton.tsx';
import { QueryView } from '../ui/QueryView.tsx';
import { SearchField } from '../ui/SearchField.tsx';

export function UsersPage() {
  const { t } = useTranslation('users');
  const me = useMe();
  const [search, setSearch] = useState('');
  const [creating, setCreating] = useState(false);
  const searched = useDebounced(search.trim(), 250);
  const query = useQuery({ ...usersQuery(searched), placeholderData: keepPreviousData });
  return (
    <Page
      title={t('page.title')}
      description={t('page.description')}
      action={
        <Button variant="contained" startIcon={<AddIcon />} onClick={() => setCreating(true)}>
          {t('page.add')}
        </Button>
      }
    >
      <Box sx={{ mb: 2 }}>
        <SearchField label={t('page.search')} value={search} onChange={setSearch} />
      </Box>
      <QueryView query={query} skeleton={<CardsSkeleton height={76} count={4} />}>
        {(users) =>
          users.length === 0 ? (
            <NoResults search={searched} onClear={() => setSearch('')} />
          ) : (
            <Card component="ul" aria-label={t('list')} sx={{ p: 0, m: 0 }}>
              {users.map((user) => (
                <UserCard key={user.id} user={user} isMe={user.id === me?.id} />
              ))}
            </Card>
          )
        }
      </QueryView>
      <CreateUserDialog open={creating} onClose={() => setCreating(false)} />
    </Page>
  );
}
