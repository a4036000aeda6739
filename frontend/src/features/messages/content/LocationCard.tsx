import Link from '@mui/material/Link';
import type { Location } from '@ticketz/contract/message-details';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../../lib/dates.ts';
import { PinIcon } from '../../../ui/icons/PinIcon.tsx';
import { Card, CardLine } from './Card.tsx';

function mapUrl({ latitude, longitude }: Location): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
}

/** A place in words. The map is a link: nobody else learns of the place before somebody clicks. */
export function LocationCard({ location, live }: { location: Location; live: boolean }) {
  const { t, i18n } = useTranslation('messages');
  const { latitude, longitude, name, address, movedAt } = location;
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 5 });
  return (
    <Card icon={PinIcon} title={name || t(live ? 'kind.live_location' : 'kind.location')}>
      <CardLine>{address || `${number.format(latitude)}; ${number.format(longitude)}`}</CardLine>
      {movedAt ? (
        <CardLine>
          {t('location.movedAt', { time: formatDateTime(new Date(movedAt), i18n.language) })}
        </CardLine>
      ) : null}
      <Link
        href={mapUrl(location)}
        target="_blank"
        rel="noopener noreferrer"
        sx={{ typography: 'body2', display: 'inline-block', py: 0.5 }}
      >
        {t('location.open')}
      </Link>
    </Card>
  );
}
