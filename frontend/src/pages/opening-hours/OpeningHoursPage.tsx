import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useQuery } from '@tanstack/react-query';
import type { OpeningHours } from '@ticketz/contract/opening-hours';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionsQuery } from '../../features/connections/connection-queries.ts';
import { OpeningHoursDialog } from '../../features/opening-hours/OpeningHoursDialog.tsx';
import {
  type HoursOwner,
  openingHoursQuery,
  useSetOpeningHours,
} from '../../features/opening-hours/opening-hours-queries.ts';
import { queuesQuery } from '../../features/queues/queue-queries.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { AddIcon } from '../../ui/icons/AddIcon.tsx';
import { EditIcon } from '../../ui/icons/EditIcon.tsx';
import { TrashIcon } from '../../ui/icons/TrashIcon.tsx';
import { MoreMenu } from '../../ui/MoreMenu.tsx';
import { Page } from '../../ui/Page.tsx';
import { CardsSkeleton } from '../../ui/PageSkeleton.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { HoursRow } from './HoursRow.tsx';

const company: HoursOwner = { kind: 'company' };

/** When the company is there, and the queues and connections where that differs. */
export function OpeningHoursPage() {
  const { t } = useTranslation(['openingHours', 'common']);
  const query = useQuery(openingHoursQuery);
  const owners = useOwners();
  const [edited, setEdited] = useState<HoursOwner | null>(null);
  const [doomed, setDoomed] = useState<HoursOwner | null>(null);
  const hoursOf = (owner: HoursOwner) => query.data?.find((hours) => isOf(hours, owner)) ?? null;
  const nameOf = (owner: HoursOwner) =>
    owner.kind === 'company' ? t('company') : t(`of.${owner.kind}`, { name: owner.name });
  return (
    <Page title={t('title')} description={t('description')}>
      <QueryView query={query} skeleton={<CardsSkeleton height={88} count={2} />}>
        {(items) => {
          const own = owners.filter((owner) => items.some((hours) => isOf(hours, owner)));
          const shown = [company, ...own];
          return (
            <>
              <Card component="ul" aria-label={t('title')} sx={{ p: 0, m: 0, listStyle: 'none' }}>
                {shown.map((owner) => {
                  const hours = hoursOf(owner);
                  const name = nameOf(owner);
                  const change = {
                    label: t('common:action.edit'),
                    icon: EditIcon,
                    run: () => setEdited(owner),
                  };
                  const remove = {
                    label: t(owner.kind === 'company' ? 'removeCompany' : 'remove'),
                    icon: TrashIcon,
                    run: () => setDoomed(owner),
                    danger: true,
                  };
                  return (
                    <HoursRow
                      key={name}
                      name={name}
                      hours={hours}
                      actions={
                        hours ? (
                          <MoreMenu name={name} actions={[change, remove]} />
                        ) : (
                          <Button variant="contained" onClick={() => setEdited(owner)}>
                            {t('set')}
                          </Button>
                        )
                      }
                    />
                  );
                })}
              </Card>
              <AddOwn
                owners={owners.filter((owner) => !own.includes(owner))}
                nameOf={nameOf}
                onAdd={setEdited}
              />
            </>
          );
        }}
      </QueryView>
      {edited ? (
        <OpeningHoursDialog
          owner={edited}
          known={(hoursOf(edited) ?? hoursOf(company))?.schedule ?? null}
          onClose={() => setEdited(null)}
        />
      ) : null}
      {doomed ? <RemoveDialog owner={doomed} name={nameOf(doomed)} onClose={() => setDoomed(null)} /> : null}
    </Page>
  );
}

/** The queues and connections that may have hours of their own. */
function useOwners(): HoursOwner[] {
  const { data: queues = [] } = useQuery(queuesQuery);
  const { data: connections = [] } = useQuery(connectionsQuery);
  return [
    ...connections.map(({ id, name }) => ({ kind: 'connection' as const, id, name })),
    ...queues.map(({ id, name }) => ({ kind: 'queue' as const, id, name })),
  ];
}

function isOf({ queueId, connectionId }: OpeningHours, owner: HoursOwner): boolean {
  if (owner.kind === 'company') return queueId === null && connectionId === null;
  return owner.id === (owner.kind === 'queue' ? queueId : connectionId);
}

interface AddOwnProps {
  owners: readonly HoursOwner[];
  nameOf: (owner: HoursOwner) => string;
  onAdd: (owner: HoursOwner) => void;
}

/** Gives a queue or a connection hours of its own. */
function AddOwn({ owners, nameOf, onAdd }: AddOwnProps) {
  const { t } = useTranslation('openingHours');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (owners.length === 0) return null;
  return (
    <Box sx={{ mt: 2 }}>
      <Button
        startIcon={<AddIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('addOwn')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {owners.map((owner) => (
          <MenuItem
            key={nameOf(owner)}
            onClick={() => {
              setAnchor(null);
              onAdd(owner);
            }}
          >
            {nameOf(owner)}
          </MenuItem>
        ))}
      </Menu>
    </Box>
  );
}

function RemoveDialog({ owner, name, onClose }: { owner: HoursOwner; name: string; onClose: () => void }) {
  const { t } = useTranslation('openingHours');
  const remove = useSetOpeningHours(owner);
  const isCompany = owner.kind === 'company';
  return (
    <ConfirmDialog
      open
      title={isCompany ? t('removeCompanyTitle') : t('removeTitle', { name })}
      text={t(isCompany ? 'removeCompanyText' : 'removeText')}
      confirmLabel={t(isCompany ? 'removeCompany' : 'remove')}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(null, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
