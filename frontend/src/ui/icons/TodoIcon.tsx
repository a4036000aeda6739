import { createIcon } from './create-icon.tsx';

export const TodoIcon = createIcon('TodoIcon', 'M3.5 6.5 5 8l3-3M11 6.75h9.5M3.5 16.5 5 18l3-3M11 16.75h9.5');
