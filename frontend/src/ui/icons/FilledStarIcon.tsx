import SvgIcon, { type SvgIconProps } from '@mui/material/SvgIcon';

/** The star of what has one: filled, where `StarIcon` is the outline. */
export function FilledStarIcon(props: SvgIconProps) {
  return (
    <SvgIcon {...props}>
      <path d="M12 4l2.5 5 5.5.8-4 3.9.9 5.5-4.9-2.6-4.9 2.6.9-5.5-4-3.9 5.5-.8L12 4Z" />
    </SvgIcon>
  );
}
