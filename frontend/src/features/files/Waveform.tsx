import Box from '@mui/material/Box';
import { type KeyboardEvent, memo, type PointerEvent } from 'react';
import { formatSeconds } from './file-words.ts';

interface WaveformProps {
  label: string;
  /** From 0 to 100; null: a plain line. */
  waveform: readonly number[] | null;
  position: number;
  duration: number;
  onSeek: (seconds: number) => void;
}

const height = 28;
const stepSeconds = 5;

function barsOf(waveform: readonly number[] | null): readonly number[] {
  return waveform && waveform.length > 0 ? waveform : Array.from({ length: 64 }, () => 0);
}

const Bars = memo(function Bars({ waveform }: { waveform: readonly number[] | null }) {
  const bars = barsOf(waveform);
  return bars.map((loudness, index) => {
    const bar = Math.max(2, (loudness / 100) * height);
    // Bars have no identity but their place.
    // oxlint-disable-next-line react/no-array-index-key
    return <rect key={index} x={index * 3} y={(height - bar) / 2} width={2} height={bar} rx={1} />;
  });
});

/** How loud it is over time, and where one is in it: to click into, or to move in by keys. */
export function Waveform({ label, waveform, position, duration, onSeek }: WaveformProps) {
  const width = barsOf(waveform).length * 3 - 1;
  const share = duration > 0 ? Math.min(1, position / duration) : 0;
  const seekTo = (seconds: number) => onSeek(Math.min(Math.max(0, seconds), duration));

  function press(event: KeyboardEvent): void {
    const wanted: Record<string, number> = {
      ArrowRight: position + stepSeconds,
      ArrowUp: position + stepSeconds,
      ArrowLeft: position - stepSeconds,
      ArrowDown: position - stepSeconds,
      Home: 0,
      End: duration,
    };
    const seconds = wanted[event.key];
    if (seconds === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    seekTo(seconds);
  }
  function point(event: PointerEvent<HTMLDivElement>): void {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    if (box.width > 0) seekTo(((event.clientX - box.left) / box.width) * duration);
  }
  return (
    <Box
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration)}
      aria-valuenow={Math.round(position)}
      aria-valuetext={`${formatSeconds(position)} / ${formatSeconds(duration)}`}
      dir="ltr"
      onKeyDown={press}
      onPointerDown={point}
      onPointerMove={point}
      sx={{ flex: 1, minWidth: 0, cursor: 'pointer', touchAction: 'pan-y', borderRadius: 1 }}
    >
      <Box
        component="svg"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden
        sx={{ display: 'block', width: '100%', height, fill: 'currentColor', color: 'bubble.tick' }}
      >
        <g opacity={0.55}>
          <Bars waveform={waveform} />
        </g>
        <Box
          component="g"
          sx={{ fill: 'var(--tz-palette-primary-main)' }}
          style={{ clipPath: `inset(0 ${(1 - share) * 100}% 0 0)` }}
        >
          <rect x={0} y={0} width={width} height={height} opacity={0} />
          <Bars waveform={waveform} />
        </Box>
      </Box>
    </Box>
  );
}
