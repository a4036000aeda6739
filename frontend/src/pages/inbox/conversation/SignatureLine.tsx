import Box from '@mui/material/Box';
import { type Signature, signatureParts } from '@ticketz/contract/signatures';
import { useTranslation } from 'react-i18next';

/** What the customer will read over or under the text, before it is sent. */
export function SignatureLine({ signature }: { signature: Signature }) {
  const { t } = useTranslation('compose');
  const { before, after } = signatureParts(signature);
  const shown = (before || after).replaceAll('*', '').trim();
  return (
    <Box
      title={t('signature.hint')}
      sx={{
        px: 1,
        typography: 'caption',
        color: 'text.secondary',
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
      }}
    >
      {t(before ? 'signature.above' : 'signature.below')} <strong dir="auto">{shown}</strong>
    </Box>
  );
}
