import { expect, it } from 'vitest';
import { makeTicket } from '../../../test/fixtures.ts';
import { arrangeRows } from './arrange-rows.ts';

const [oldest, older, top] = [makeTicket(), makeTicket(), makeTicket()] as const;

it('shows the newest first while nobody points at the list', () => {
  expect(arrangeRows([top, older], null)).toEqual({ rows: [top, older], newAbove: 0 });
});

it('keeps every row in its place with its newest content, and counts what would move above', () => {
  const moved = { ...older, lastMessageAt: makeTicket().lastMessageAt, unreadCount: 3 };
  const fresh = makeTicket();
  const { rows, newAbove } = arrangeRows([fresh, moved, top], { rows: [top, older] });
  expect(rows).toEqual([top, moved]);
  expect(newAbove).toBe(2);
});

it('keeps what left the tab until the pointer goes, and adds older pages at the end', () => {
  const { rows, newAbove } = arrangeRows([older, oldest], { rows: [top, older] });
  expect(rows).toEqual([top, older, oldest]);
  expect(newAbove).toBe(0);
});
