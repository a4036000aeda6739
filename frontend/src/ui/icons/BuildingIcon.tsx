import { createIcon } from './create-icon.tsx';

export const BuildingIcon = createIcon(
  'BuildingIcon',
  'M5 20.5v-15a1.5 1.5 0 0 1 1.5-1.5h7A1.5 1.5 0 0 1 15 5.5v15M15 9.5h2.5A1.5 1.5 0 0 1 19 11v9.5M3.5 20.5h17M8.5 8h3M8.5 12h3M8.5 16h3',
);
