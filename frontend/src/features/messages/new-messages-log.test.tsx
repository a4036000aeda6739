import { render, screen } from '@testing-library/react';
import type { Message } from '@ticketz/contract/messages';
import { expect, it } from 'vitest';
import { loadAppTexts } from '../../i18n/i18n.ts';
import { makeMessage } from '../../test/fixtures.ts';
import { testId } from '../../test/people.ts';
import { NewMessagesLog } from './NewMessagesLog.tsx';

const numbered = (from: number, to: number): Message[] =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    makeMessage(testId(1), { direction: 'inbound', text: `Pergunta ${from + index}` }),
  );

await loadAppTexts();

it('reads out a few new messages, and of many only how many they are', async () => {
  const before = numbered(1, 3);
  const { rerender } = render(<NewMessagesLog messages={before} contactName="Maria" />);
  const some = [...before, ...numbered(4, 5)];
  rerender(<NewMessagesLog messages={some} contactName="Maria" />);
  expect(await screen.findByText('Maria: Pergunta 5')).toBeInTheDocument();
  expect(screen.queryByText('Maria: Pergunta 3')).not.toBeInTheDocument();
  rerender(<NewMessagesLog messages={[...some, ...numbered(6, 45)]} contactName="Maria" />);
  expect(await screen.findByText('40 new messages from Maria', {}, { timeout: 5_000 })).toBeInTheDocument();
  expect(screen.queryByText('Maria: Pergunta 45')).not.toBeInTheDocument();
});
