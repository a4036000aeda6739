import { useMutation, useQueryClient } from '@tanstack/react-query';
import { authEndpoints } from '@ticketz/contract/auth';
import { callApi } from '../../api/call-api.ts';
import { endSession } from '../../api/session.ts';
import { errorText } from '../../ui/error-text.ts';
import { showToast } from '../../ui/toast.ts';

/** Ends the session on the server, then forgets everything that was on the screen. */
export function useLogOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(authEndpoints.logOut, {}),
    onSuccess: () => {
      endSession('logged_out');
      queryClient.clear();
    },
    // Still logged in: saying otherwise would leave the session open on a shared computer.
    onError: (error) => showToast({ text: errorText(error) }),
  });
}
