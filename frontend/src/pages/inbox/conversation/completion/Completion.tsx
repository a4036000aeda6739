import type { Ticket } from '@ticketz/contract/tickets';
import { EmojiChoices } from './EmojiChoices.tsx';
import { MemberChoices } from './MemberChoices.tsx';
import type { OptionListProps } from './OptionList.tsx';
import { PeopleChoices } from './PeopleChoices.tsx';
import { QuickChoices } from './QuickChoices.tsx';
import type { Trigger } from './trigger.ts';

export interface CompletionProps extends Omit<OptionListProps, 'label' | 'choices'> {
  trigger: Trigger;
  ticket: Ticket;
  noting: boolean;
}

/** What the word that is being written can become, by its mark. */
export function Completion({ trigger: { mark, query }, ticket, noting, ...list }: CompletionProps) {
  if (mark === '@' && !noting) return <MemberChoices {...list} groupId={ticket.contact.id} query={query} />;
  if (mark === '@') return <PeopleChoices {...list} ticketId={ticket.id} query={query} />;
  if (mark === ':') return <EmojiChoices {...list} query={query} />;
  return <QuickChoices {...list} ticket={ticket} query={query} />;
}
