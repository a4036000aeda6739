import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Chip from '@mui/material/Chip';
import { useQuery } from '@tanstack/react-query';
import type { QuickMessage } from '@ticketz/contract/quick-messages';
import { userEndpoints } from '@ticketz/contract/users';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.ts';
import { may } from '../features/auth/may.ts';
import { QuickMessageDialog } from '../features/quick-messages/QuickMessageDialog.tsx';
import {
  quickMessagesQuery,
  useDeleteQuickMessage,
} from '../features/quick-messages/quick-message-queries.ts';
import { foldText } from '../lib/fold-text.ts';
import { CardRow } from '../ui/CardRow.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { AddIcon } from '../ui/icons/AddIcon.tsx';
import { AttachIcon } from '../ui/icons/AttachIcon.tsx';
import { EditIcon } from '../ui/icons/EditIcon.tsx';
import { MessageIcon } from '../ui/icons/MessageIcon.tsx';
import { TrashIcon } from '../ui/icons/TrashIcon.tsx';
import { MoreMenu } from '../ui/MoreMenu.tsx';
import { NoResults } from '../ui/NoResults.tsx';
import { Page } from '../ui/Page.tsx';
import { CardsSkeleton } from '../ui/PageSkeleton.tsx';
import { QueryView } from '../ui/QueryView.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { StatePanel } from '../ui/StatePanel.tsx';

interface RowProps {
  item: QuickMessage;
  mayChange: boolean;
  onEdit: () => void;
  onDelete: () => void;
}

function Row({ item, mayChange, onEdit, onDelete }: RowProps) {
  const { t } = useTranslation(['compose', 'common']);
  return (
    <CardRow height={72}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          <Box component="strong" sx={{ overflowWrap: 'anywhere' }}>
            /{item.shortcut}
          </Box>
          {item.shared ? <Chip size="small" label={t('quick.company')} /> : null}
          {item.files.length > 0 ? (
            <Chip
              size="small"
              variant="outlined"
              icon={<AttachIcon />}
              label={t('quick.files', { count: item.files.length })}
            />
          ) : null}
        </Box>
        <Box
          dir="auto"
          sx={{
            mt: 0.25,
            color: 'text.secondary',
            overflowWrap: 'anywhere',
            display: '-webkit-box',
            WebkitLineClamp: 2,
            WebkitBoxOrient: 'vertical',
            overflow: 'hidden',
          }}
        >
          {item.text}
        </Box>
      </Box>
      {mayChange ? (
        <MoreMenu
          name={`/${item.shortcut}`}
          actions={[
            { label: t('common:action.edit'), icon: EditIcon, run: onEdit },
            { label: t('common:action.delete'), icon: TrashIcon, run: onDelete, danger: true },
          ]}
        />
      ) : null}
    </CardRow>
  );
}

/** The texts that one sends again and again: one's own, and the company's. */
export function QuickMessagesPage() {
  const { t } = useTranslation(['compose', 'common']);
  const me = useMe();
  const mayShare = may(me, userEndpoints.listUsers);
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<QuickMessage | 'new' | null>(null);
  const [doomed, setDoomed] = useState<QuickMessage | null>(null);
  const remove = useDeleteQuickMessage();
  const query = useQuery(quickMessagesQuery);
  const wanted = foldText(search.trim());
  const add = (
    <Button variant="contained" startIcon={<AddIcon />} onClick={() => setEdited('new')}>
      {t('quick.add')}
    </Button>
  );
  return (
    <Page title={t('quick.title')} description={t('quick.description')} action={add}>
      <Box sx={{ mb: 2 }}>
        <SearchField label={t('quick.search')} value={search} onChange={setSearch} />
      </Box>
      <QueryView query={query} skeleton={<CardsSkeleton height={72} count={4} />}>
        {(all) => {
          const items = all.filter(({ shortcut, text }) => foldText(`${shortcut} ${text}`).includes(wanted));
          if (items.length > 0) {
            return (
              <Card component="ul" aria-label={t('quick.title')} sx={{ p: 0, m: 0, listStyle: 'none' }}>
                {items.map((item) => (
                  <Row
                    key={item.id}
                    item={item}
                    mayChange={mayShare || !item.shared}
                    onEdit={() => setEdited(item)}
                    onDelete={() => setDoomed(item)}
                  />
                ))}
              </Card>
            );
          }
          if (wanted) return <NoResults search={search.trim()} onClear={() => setSearch('')} />;
          return <StatePanel icon={<MessageIcon />} title={t('quick.none')} text={t('quick.noneText')} />;
        }}
      </QueryView>
      {edited ? (
        <QuickMessageDialog
          known={edited === 'new' ? null : edited}
          mayShare={mayShare}
          onClose={() => setEdited(null)}
        />
      ) : null}
      <ConfirmDialog
        open={doomed !== null}
        title={t('quick.deleteTitle', { shortcut: doomed?.shortcut ?? '' })}
        text={t(doomed?.shared ? 'quick.deleteShared' : 'quick.deleteOwn')}
        confirmLabel={t('common:action.delete')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => doomed && remove.mutate(doomed.id, { onSuccess: () => setDoomed(null) })}
        onClose={() => setDoomed(null)}
      />
    </Page>
  );
}
