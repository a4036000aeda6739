import { createIcon } from './create-icon.tsx';

export const QueuesIcon = createIcon(
  'QueuesIcon',
  'M12 3.75 3.75 8 12 12.25 20.25 8zM3.75 12 12 16.25 20.25 12M3.75 16 12 20.25 20.25 16',
);
