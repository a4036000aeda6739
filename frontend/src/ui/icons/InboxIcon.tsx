import { createIcon } from './create-icon.tsx';

export const InboxIcon = createIcon(
  'InboxIcon',
  'M4 13.5 6.3 5.9A2 2 0 0 1 8.2 4.5h7.6a2 2 0 0 1 1.9 1.4L20 13.5M4 13.5V17.5a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-4M4 13.5h4.2l1.3 2.5h5l1.3-2.5H20',
);
