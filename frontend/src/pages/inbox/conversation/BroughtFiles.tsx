import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import type { File } from '@ticketz/contract/files';
import { useTranslation } from 'react-i18next';
import { thumbnailUrl } from '../../../api/file-urls.ts';
import { formatSize } from '../../../features/files/file-words.ts';
import { DocumentIcon } from '../../../ui/icons/DocumentIcon.tsx';

interface BroughtFilesProps {
  files: readonly File[];
  onRemove: (fileId: string) => void;
}

/** Files that a quick message brings: they go out with the text, unless one takes them away. */
export function BroughtFiles({ files, onRemove }: BroughtFilesProps) {
  const { t, i18n } = useTranslation(['messages', 'compose']);
  return (
    <Box
      component="ul"
      aria-label={t('compose:quick.brings')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, m: 0, p: 0.5, listStyle: 'none' }}
    >
      {files.map((file) => {
        const name = file.name ?? t(`messages:kind.${file.kind}`);
        const size = file.size === null ? '' : ` · ${formatSize(file.size, i18n.language)}`;
        return (
          <li key={file.id}>
            <Chip
              label={`${name}${size}`}
              icon={
                file.thumbnail ? (
                  <Box
                    component="img"
                    src={thumbnailUrl(file.id)}
                    alt=""
                    sx={{ width: 24, height: 24, borderRadius: 0.75, objectFit: 'cover' }}
                  />
                ) : (
                  <DocumentIcon fontSize="small" />
                )
              }
              onDelete={() => onRemove(file.id)}
              slotProps={{ root: { title: t('messages:attach.remove', { name }) } }}
              sx={{ maxWidth: 260 }}
            />
          </li>
        );
      })}
    </Box>
  );
}
