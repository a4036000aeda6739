import { createIcon } from './create-icon.tsx';

export const BoardIcon = createIcon('BoardIcon', 'M4 5h4.5v14H4zM9.75 5h4.5v9h-4.5zM15.5 5H20v11.5h-4.5z');
