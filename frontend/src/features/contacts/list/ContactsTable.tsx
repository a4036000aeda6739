import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { ContactRow } from '@ticketz/contract/contacts';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router-dom';
import { type TableComponents, TableVirtuoso } from 'react-virtuoso';
import { formatListTime } from '../../../lib/dates.ts';
import { usePhoneFormat } from '../../../lib/phone-format.ts';
import { PersonAvatar } from '../../../ui/PersonAvatar.tsx';
import { TagChips } from '../../tags/TagChip.tsx';

const components: TableComponents<ContactRow> = {
  Table: (props) => <Table {...props} size="small" sx={{ tableLayout: 'fixed' }} />,
  TableHead: ({ ref, ...props }) => <TableHead {...props} ref={ref ?? null} />,
  TableRow: ({ item: _item, ...props }) => <TableRow hover {...props} />,
  TableBody: ({ ref, ...props }) => <TableBody {...props} ref={ref ?? null} />,
};

interface ContactsTableProps {
  label: string;
  contacts: ContactRow[];
  onEnd: () => void;
}

/** Contacts by name; only the rows in sight are there. On a phone each is a name and a number. */
export function ContactsTable({ label, contacts, onEnd }: ContactsTableProps) {
  const { t, i18n } = useTranslation(['directory', 'contacts']);
  const format = usePhoneFormat();
  const wide = useMediaQuery('(min-width: 760px)', { noSsr: true });
  return (
    <TableVirtuoso
      aria-label={label}
      data={contacts}
      components={components}
      endReached={onEnd}
      increaseViewportBy={400}
      computeItemKey={(_index, { id }) => id}
      fixedHeaderContent={() => (
        <TableRow sx={{ '& th': { bgcolor: 'background.paper', color: 'text.secondary' } }}>
          <TableCell sx={{ width: wide ? '38%' : '100%' }}>{t('contact.name')}</TableCell>
          {wide ? (
            <>
              <TableCell sx={{ width: '24%' }}>{t('contacts:phone')}</TableCell>
              <TableCell>{t('tags.title')}</TableCell>
              <TableCell sx={{ width: 150 }} align="right">
                {t('list.lastMessage')}
              </TableCell>
            </>
          ) : null}
        </TableRow>
      )}
      itemContent={(_index, contact) => {
        const phone = contact.phoneNumber ? format(contact.phoneNumber) : t('contacts:noPhone');
        return (
          <>
            <TableCell>
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minWidth: 0, py: 0.5 }}>
                <PersonAvatar id={contact.id} name={contact.name} size={36} />
                <Box sx={{ minWidth: 0 }}>
                  <Link
                    component={RouterLink}
                    to={`/contacts/${contact.id}`}
                    color="inherit"
                    dir="auto"
                    sx={{ fontWeight: 600, display: 'block', overflow: 'hidden', textOverflow: 'ellipsis' }}
                  >
                    {contact.name}
                  </Link>
                  {wide ? (
                    <Box sx={{ color: 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis' }}>
                      {contact.email}
                    </Box>
                  ) : (
                    <Box dir="ltr" sx={{ color: 'text.secondary' }}>
                      {phone}
                    </Box>
                  )}
                </Box>
                {contact.blocked ? <Chip size="small" label={t('contact.blocked')} /> : null}
              </Box>
            </TableCell>
            {wide ? (
              <>
                <TableCell>
                  <span dir="ltr">{phone}</span>
                </TableCell>
                <TableCell>
                  <TagChips tagIds={contact.tagIds} />
                </TableCell>
                <TableCell align="right" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
                  {contact.lastMessageAt
                    ? formatListTime(new Date(contact.lastMessageAt), i18n.language)
                    : t('list.never')}
                </TableCell>
              </>
            ) : null}
          </>
        );
      }}
    />
  );
}
