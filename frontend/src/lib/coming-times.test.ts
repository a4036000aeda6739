import { describe, expect, it } from 'vitest';
import { comingTimes, formatComing, toLocalInput } from './coming-times.ts';

const times = (now: string) =>
  Object.fromEntries(comingTimes(new Date(now)).map(({ name, at }) => [name, toLocalInput(at)]));

describe('the times that most people mean', () => {
  it('are told by the clock of this machine', () => {
    expect(times('2026-11-18T10:20:30')).toEqual({
      hour: '2026-11-18T11:20',
      evening: '2026-11-18T18:00',
      tomorrow: '2026-11-19T09:00',
      monday: '2026-11-23T09:00',
    });
  });

  it("leave out an evening that has begun, and a Monday that is tomorrow's", () => {
    expect(Object.keys(times('2026-11-18T17:30:00'))).toEqual(['hour', 'tomorrow', 'monday']);
    expect(Object.keys(times('2026-11-22T23:59:00'))).toEqual(['hour', 'tomorrow']);
    expect(times('2026-11-23T08:00:00').monday).toBe('2026-11-30T09:00');
  });

  it('are said as short as they can be told from others', () => {
    const now = new Date('2026-11-18T10:00:00');
    const said = (at: string) => formatComing(new Date(at), 'pt-BR', now);
    expect(said('2026-11-18T18:00:00')).toBe('18:00');
    expect(said('2026-11-19T09:00:00')).toBe('qui. 09:00');
    expect(said('2026-11-30T09:00:00')).toBe('30/11/2026 09:00');
    expect(said('2026-11-17T09:00:00')).toBe('17/11/2026 09:00');
  });
});
