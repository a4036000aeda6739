import type { TagColor } from '@ticketz/contract/tags';

/** The dot and the tint of a tag; its words stay in the page's own colour, and so readable in light and dark. */
export const tagHues: Readonly<Record<TagColor, string>> = {
  gray: '#7b8790',
  red: '#d64545',
  orange: '#dd7a26',
  yellow: '#c9a009',
  green: '#3b9a54',
  teal: '#1b9a93',
  blue: '#3a7fd5',
  purple: '#8a5bd1',
  pink: '#d0529b',
};
