import SvgIcon, { type SvgIconProps } from '@mui/material/SvgIcon';

/** An icon of our one family: 24 px, outline, 1.75 px round strokes. Decorative unless it is given a title. */
export function createIcon(name: string, path: string) {
  function Icon(props: SvgIconProps) {
    return (
      <SvgIcon {...props}>
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.75}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </SvgIcon>
    );
  }
  Icon.displayName = name;
  return Icon;
}
