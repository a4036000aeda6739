import MenuItem from '@mui/material/MenuItem';
import type { Me } from '@ticketz/contract/auth';
import { userEndpoints } from '@ticketz/contract/users';
import { useTranslation } from 'react-i18next';
import { callApi } from '../../api/call-api.ts';
import { updateMe } from '../../api/session.ts';
import { errorText } from '../../ui/error-text.ts';
import { ClockIcon } from '../../ui/icons/ClockIcon.tsx';
import { showToast } from '../../ui/toast.ts';

/** Being away for a while: no tickets are given to one who is. */
export function AwayMenuItem({ me, onDone }: { me: Me; onDone: () => void }) {
  const { t } = useTranslation();
  async function change(away: boolean): Promise<void> {
    try {
      updateMe(await callApi(userEndpoints.updateProfile, { body: { away } }));
      showToast({ text: t(away ? 'nav.awayDone' : 'nav.backDone') });
    } catch (error) {
      showToast({ text: errorText(error) });
    }
  }
  return (
    <MenuItem
      onClick={() => {
        onDone();
        void change(!me.away);
      }}
    >
      <ClockIcon fontSize="small" />
      {t(me.away ? 'nav.back' : 'nav.away')}
    </MenuItem>
  );
}
