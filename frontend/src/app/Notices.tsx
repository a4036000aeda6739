import { Toasts } from '../ui/Toasts.tsx';
import { NewVersionNotice } from './NewVersionNotice.tsx';

/** What appears over every page. */
export function Notices() {
  return (
    <>
      <Toasts />
      <NewVersionNotice />
    </>
  );
}
