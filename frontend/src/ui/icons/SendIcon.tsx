import { createIcon } from './create-icon.tsx';

export const SendIcon = createIcon(
  'SendIcon',
  'M4.5 12h8M4.5 12 3.6 4.9c-.1-.8.7-1.4 1.4-1l15 7.3c.7.3.7 1.3 0 1.6l-15 7.3c-.7.4-1.5-.2-1.4-1z',
);
