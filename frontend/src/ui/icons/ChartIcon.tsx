import { createIcon } from './create-icon.tsx';

export const ChartIcon = createIcon('ChartIcon', 'M4 4v16h16M8.5 16v-5M13 16V7.5M17.5 16v-3.5');
