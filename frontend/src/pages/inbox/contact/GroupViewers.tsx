import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Group, groupEndpoints } from '@ticketz/contract/groups';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { callApi } from '../../../api/call-api.ts';
import { groupQuery } from '../../../features/tickets/group-queries.ts';
import { usersQuery } from '../../../features/users/user-queries.ts';
import { errorText } from '../../../ui/error-text.ts';
import { showToast } from '../../../ui/toast.ts';

/** Says who sees a group: all agents, or only some. It holds at once. */
export function GroupViewers({ group }: { group: Group }) {
  const { t } = useTranslation('groups');
  const labelId = useId();
  const queryClient = useQueryClient();
  const { data: users = [] } = useQuery(usersQuery());
  const agents = users.filter(({ active, role }) => active && (role === 'agent' || role === 'supervisor'));
  const { mutate, isPending } = useMutation({
    mutationFn: (userIds: string[] | null) =>
      callApi(groupEndpoints.setGroupViewers, { params: { groupId: group.id }, body: { userIds } }),
    onSuccess: (next) => queryClient.setQueryData(groupQuery(group.id).queryKey, next),
    onError: (error) => showToast({ text: errorText(error) }),
  });
  const { viewers } = group;
  return (
    <Box sx={{ pb: 1.5 }}>
      <FormLabel id={labelId} sx={{ fontWeight: 600, color: 'text.primary', typography: 'body2' }}>
        {t('viewers')}
      </FormLabel>
      <FormHelperText sx={{ mt: 0 }}>{t('viewersHint')}</FormHelperText>
      <RadioGroup
        aria-labelledby={labelId}
        value={viewers ? 'chosen' : 'everybody'}
        onChange={(_, value) => mutate(value === 'chosen' ? [] : null)}
      >
        <FormControlLabel
          value="everybody"
          control={<Radio size="small" />}
          label={t('everybody')}
          disabled={isPending}
        />
        <FormControlLabel
          value="chosen"
          control={<Radio size="small" />}
          label={t('chosen')}
          disabled={isPending}
        />
      </RadioGroup>
      {viewers ? (
        <Autocomplete
          multiple
          size="small"
          options={agents.map(({ id, name }) => ({ id, name }))}
          value={viewers}
          disabled={isPending}
          getOptionLabel={({ name }) => name}
          getOptionKey={({ id }) => id}
          isOptionEqualToValue={(option, value) => option.id === value.id}
          onChange={(_, chosen) => mutate(chosen.map(({ id }) => id))}
          renderInput={(params) => (
            <TextField {...params} label={t('pick')} helperText={viewers.length === 0 ? t('noOne') : ' '} />
          )}
        />
      ) : null}
    </Box>
  );
}
