import { createIcon } from './create-icon.tsx';

export const QuestionIcon = createIcon(
  'QuestionIcon',
  'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .9-1 1.7M12 16.5h.01',
);
