const widest = 320;
const highest = 340;
const narrowest = 150;

interface Size {
  width: number | null;
  height: number | null;
}

/** The room a picture takes before it is there, so that nothing moves when it comes. Its shape within what is pleasant. */
export function frameSize({ width, height }: Size): { width: number; height: number } {
  if (!width || !height) return { width: 260, height: 195 };
  const scale = Math.min(widest / width, highest / height, 1.5);
  const wide = Math.min(widest, Math.max(narrowest, Math.round(width * scale)));
  const high = Math.min(highest, Math.max(90, Math.round(height * scale)));
  return { width: wide, height: high };
}
