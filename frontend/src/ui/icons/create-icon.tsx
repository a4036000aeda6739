import SvgIcon, { type SvgIconProps } from '@mui/material/SvgIcon';

/** An icon of our one family: 24 px, outline, 1.75 px round strokes unless told otherwise. Decorative unless it is given a title. */
export function createIcon(name: string, path: string, strokeWidth = 1.75) {
  function Icon(props: SvgIconProps) {
    return (
      <SvgIcon {...props}>
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          strokeWidth={strokeWidth}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </SvgIcon>
    );
  }
  Icon.displayName = name;
  return Icon;
}
