import { describe, expect, it } from 'vitest';
import { avatarColors } from '../lib/initials.ts';
import { dark, light } from './palette.ts';

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each([
  ['light', light.palette],
  ['dark', dark.palette],
])('%s', (_name, palette) => {
  const surfaces = [palette.background.default, palette.background.paper, ...Object.values(palette.surface)];

  it('texts can be read on every surface', () => {
    for (const text of [palette.text.primary, palette.text.secondary]) {
      for (const surface of surfaces)
        expect(contrast(text, surface), `${text} on ${surface}`).toBeGreaterThan(4.5);
    }
  });

  it('coloured words can be read on pages and cards', () => {
    for (const name of ['primary', 'error', 'warning', 'success', 'info'] as const) {
      for (const surface of [palette.background.default, palette.background.paper]) {
        expect(contrast(palette[name].main, surface), `${name} on ${surface}`).toBeGreaterThan(4.5);
      }
    }
  });

  it('red words can be read on a line that is marked as wrong', () => {
    expect(contrast(palette.error.main, palette.surface.alarm)).toBeGreaterThan(4.5);
  });

  it('buttons can be read', () => {
    for (const name of ['primary', 'secondary', 'error', 'warning', 'success', 'info'] as const) {
      expect(contrast(palette[name].main, palette[name].contrastText), name).toBeGreaterThan(4.5);
    }
  });

  it('bubbles can be read, ticks included', () => {
    const { inbound, outbound, note, tick, tickRead } = palette.bubble;
    for (const bubble of [inbound, outbound, note]) {
      for (const text of [palette.text.primary, palette.text.secondary]) {
        expect(contrast(text, bubble), `${text} on ${bubble}`).toBeGreaterThan(4.5);
      }
    }
    for (const mark of [tick, tickRead]) expect(contrast(mark, outbound), mark).toBeGreaterThan(3);
  });
});

it('initials can be read on every avatar', () => {
  for (const color of avatarColors) expect(contrast('#ffffff', color), color).toBeGreaterThan(4.5);
});
