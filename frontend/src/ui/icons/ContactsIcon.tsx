import { createIcon } from './create-icon.tsx';

export const ContactsIcon = createIcon(
  'ContactsIcon',
  'M7 3.5h10a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-13a2 2 0 0 1 2-2ZM3 7.5h3M3 12h3M3 16.5h3M12.5 11.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM9 16.5c.4-1.9 1.8-3 3.5-3s3.1 1.1 3.5 3',
);
