import { createIcon } from './create-icon.tsx';

export const PollIcon = createIcon('PollIcon', 'M5 19.5V11M12 19.5v-15M19 19.5V14');
