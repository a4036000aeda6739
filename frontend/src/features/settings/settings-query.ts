import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type SettingKey, settingsEndpoints } from '@ticketz/contract/settings';
import { callApi } from '../../api/call-api.ts';
import { errorText } from '../../ui/error-text.ts';
import { showToast } from '../../ui/toast.ts';

/** What the company has decided for everybody, for its admins. Events keep it fresh. */
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => callApi(settingsEndpoints.getSettings, {}, { signal }),
});

/** What the control of a setting gets, whatever its kind. */
export interface SettingControlProps {
  label: string;
  help: string;
  save: (value: unknown, done?: () => void) => void;
  pending: boolean;
  disabled: boolean;
}

/** Changes one setting of the company. */
export function useSaveSetting(key: SettingKey): Pick<SettingControlProps, 'save' | 'pending'> {
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (value: unknown) => callApi(settingsEndpoints.updateSettings, { body: { [key]: value } }),
    onSuccess: (settings) => queryClient.setQueryData(settingsQuery.queryKey, settings),
    onError: (error) => showToast({ text: errorText(error) }),
  });
  return {
    save: (value, done) => change.mutate(value, { onSuccess: () => done?.() }),
    pending: change.isPending,
  };
}
