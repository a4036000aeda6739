import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ContactCard as ContactCardData } from '@ticketz/contract/message-details';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhoneFormat } from '../../../lib/phone-format.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { PersonIcon } from '../../../ui/icons/PersonIcon.tsx';
import { showOverlay } from '../overlays/overlay.ts';
import { Card, CardLine } from './Card.tsx';
import { cardNumbers } from './card-numbers.ts';

const shownAtFirst = 3;

function OneCard({ card }: { card: ContactCardData }) {
  const { t } = useTranslation('messages');
  const format = usePhoneFormat();
  const { name, phones, organization } = card;
  return (
    <Card icon={PersonIcon} title={name || t('kind.contact_card')}>
      {organization ? <CardLine>{organization}</CardLine> : null}
      {phones.map(({ number, label }) => {
        const shown = /^\d{6,15}$/.test(number) ? format(number) : number;
        return (
          <Box
            key={`${label} ${number}`}
            sx={{ display: 'flex', alignItems: 'center', gap: 0.5, flexWrap: 'wrap' }}
          >
            <Box component="span" title={label} sx={{ typography: 'body2', flex: 1, minWidth: 120 }}>
              {shown}
            </Box>
            <CopyButton size="small" text={shown} aria-label={t('contact.copy', { number: shown })} />
          </Box>
        );
      })}
      {cardNumbers(card).length > 0 ? (
        <Button
          size="small"
          onClick={() => showOverlay({ type: 'save-card', card })}
          sx={{ marginInlineStart: -0.75 }}
        >
          {t('contact.open')}
        </Button>
      ) : null}
    </Card>
  );
}

/** One contact or several, as they were passed on. */
export function ContactCards({ contacts }: { contacts: readonly ContactCardData[] }) {
  const { t } = useTranslation('messages');
  const [all, setAll] = useState(false);
  const shown = all ? contacts : contacts.slice(0, shownAtFirst);
  return (
    <>
      {shown.map((contact, index) => (
        // Two cards may say the same.
        // oxlint-disable-next-line react/no-array-index-key
        <OneCard key={index} card={contact} />
      ))}
      {shown.length < contacts.length ? (
        <Button size="small" onClick={() => setAll(true)}>
          {t('contact.more', { count: contacts.length - shown.length })}
        </Button>
      ) : null}
    </>
  );
}
