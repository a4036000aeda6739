import { createIcon } from './create-icon.tsx';

export const ReplyIcon = createIcon('ReplyIcon', 'M10 6 4.5 11.5 10 17M4.5 11.5H13a6.5 6.5 0 0 1 6.5 6.5');
