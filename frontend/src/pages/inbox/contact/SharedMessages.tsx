import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Skeleton from '@mui/material/Skeleton';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Message, SharedKind } from '@ticketz/contract/messages';
import { useTranslation } from 'react-i18next';
import { thumbnailUrl } from '../../../api/file-urls.ts';
import { formatSize } from '../../../features/files/file-words.ts';
import { jumpTo } from '../../../features/messages/jump.ts';
import { sharedQuery } from '../../../features/messages/shared-query.ts';
import { formatDay } from '../../../lib/dates.ts';
import { oneLine } from '../../../ui/cut-lines.ts';
import { DocumentIcon } from '../../../ui/icons/DocumentIcon.tsx';
import { ImageIcon } from '../../../ui/icons/ImageIcon.tsx';
import { LinkIcon } from '../../../ui/icons/LinkIcon.tsx';
import { LoadFailed } from '../../../ui/LoadFailed.tsx';

const nothing = { media: 'noMedia', documents: 'noDocuments', links: 'noLinks' } as const;

const open = (message: Message) => jumpTo(message.ticketId, message.id);

function Picture({ message }: { message: Message }) {
  const { t, i18n } = useTranslation(['search', 'messages']);
  const day = formatDay(new Date(message.sentAt), i18n.language);
  return (
    <ButtonBase
      aria-label={`${t(`messages:kind.${message.kind}`)}, ${day}: ${t('showMessage')}`}
      onClick={() => open(message)}
      sx={{ aspectRatio: '1', borderRadius: 1, overflow: 'hidden', bgcolor: 'surface.sunken' }}
    >
      {message.file?.thumbnail ? (
        <Box
          component="img"
          src={thumbnailUrl(message.file.id)}
          alt=""
          loading="lazy"
          sx={{ width: '100%', height: '100%', objectFit: 'cover' }}
        />
      ) : (
        <ImageIcon sx={{ color: 'text.secondary' }} />
      )}
    </ButtonBase>
  );
}

function Line({ message, kind }: { message: Message; kind: 'documents' | 'links' }) {
  const { t, i18n } = useTranslation(['search', 'messages']);
  const { file, details, text } = message;
  const url = /https?:\/\/\S+/.exec(text)?.[0] ?? '';
  const title =
    kind === 'links' ? (details?.preview?.title ?? url) : (file?.name ?? t(`messages:kind.${message.kind}`));
  const facts = [
    kind === 'links' && title !== url ? url : null,
    kind === 'documents' && file?.size ? formatSize(file.size, i18n.language) : null,
    formatDay(new Date(message.sentAt), i18n.language),
  ];
  const Icon = kind === 'links' ? LinkIcon : DocumentIcon;
  return (
    <ButtonBase
      onClick={() => open(message)}
      title={t('showMessage')}
      sx={{
        display: 'flex',
        width: '100%',
        minHeight: 44,
        gap: 1.5,
        py: 0.75,
        borderRadius: 2,
        textAlign: 'start',
        '&:hover': { bgcolor: 'surface.hover' },
      }}
    >
      <Icon fontSize="small" sx={{ color: 'text.secondary' }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box dir="auto" sx={{ ...oneLine, typography: 'body2' }}>
          {title}
        </Box>
        <Box sx={{ ...oneLine, typography: 'caption', color: 'text.secondary' }}>
          {facts.filter(Boolean).join(' · ')}
        </Box>
      </Box>
    </ButtonBase>
  );
}

/** Pictures and films, documents or links of a conversation; a click shows where they were said. */
export function SharedMessages({ ticketId, kind }: { ticketId: string; kind: SharedKind }) {
  const { t } = useTranslation('search');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    sharedQuery(ticketId, kind),
  );
  if (error && !data) return <LoadFailed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={56} />;
  const messages = data.pages.flatMap((page) => page.items);
  if (messages.length === 0) {
    return <Box sx={{ py: 1, typography: 'body2', color: 'text.secondary' }}>{t(nothing[kind])}</Box>;
  }
  return (
    <>
      {kind === 'media' ? (
        <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: 0.5 }}>
          {messages.map((message) => (
            <Picture key={message.id} message={message} />
          ))}
        </Box>
      ) : (
        messages.map((message) => <Line key={message.id} message={message} kind={kind} />)
      )}
      {hasNextPage ? (
        <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}
