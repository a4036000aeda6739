import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { settingsEndpoints } from '@ticketz/contract/settings';
import { type SignaturePlace, signaturePlaces } from '@ticketz/contract/signatures';
import { useTranslation } from 'react-i18next';
import { callApi } from '../../api/call-api.ts';
import { errorText } from '../../ui/error-text.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { showToast } from '../../ui/toast.ts';
import { settingsQuery } from './settings-query.ts';

/** Whether and where signatures stand, for the whole company: chosen is done. */
export function SignaturesForm() {
  const { t } = useTranslation('users');
  const queryClient = useQueryClient();
  const narrow = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const query = useQuery(settingsQuery);
  const save = useMutation({
    mutationFn: (signatures: SignaturePlace) =>
      callApi(settingsEndpoints.updateSettings, { body: { signatures } }),
    onSuccess: (settings) => queryClient.setQueryData(settingsQuery.queryKey, settings),
    onError: (error) => showToast({ text: errorText(error) }),
  });
  return (
    <QueryView query={query} skeleton={<Typography>&nbsp;</Typography>}>
      {({ signatures }) => (
        <>
          <ToggleButtonGroup
            exclusive
            fullWidth={narrow}
            orientation={narrow ? 'vertical' : 'horizontal'}
            value={save.isPending ? save.variables : signatures}
            aria-label={t('signatures.title')}
            onChange={(_event, chosen: SignaturePlace | null) => {
              if (chosen) save.mutate(chosen);
            }}
          >
            {signaturePlaces.map((place) => (
              <ToggleButton key={place} value={place} sx={{ px: 2 }}>
                {t(`signatures.${place}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1.5 }}>
            {t(`signatures.${signatures}Hint`)}
          </Typography>
        </>
      )}
    </QueryView>
  );
}
