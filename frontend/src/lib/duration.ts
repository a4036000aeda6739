const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `2 hr 5 min`, `45 sec`: the two largest units that say something. */
export function formatDuration(seconds: number, language: string): string {
  const whole = Math.max(0, Math.round(seconds));
  const first = Math.max(
    0,
    units.findIndex(([, length]) => whole >= length),
  );
  const index = whole === 0 ? units.length - 1 : first;
  let left = whole;
  const parts = units.slice(index, index + 2).flatMap(([unit, length], place) => {
    const count = Math.floor(left / length);
    left %= length;
    if (count === 0 && place > 0) return [];
    return [new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count)];
  });
  return parts.join(' ');
}
