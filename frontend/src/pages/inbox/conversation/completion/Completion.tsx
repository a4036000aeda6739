import type { Ticket } from '@ticketz/contract/tickets';
import type { OptionListProps } from './OptionList.tsx';
import { PeopleChoices } from './PeopleChoices.tsx';
import type { Trigger } from './trigger.ts';

export interface CompletionProps extends Omit<OptionListProps, 'label' | 'choices'> {
  trigger: Trigger;
  ticket: Ticket;
}

/** What the word that is being written can become, by its mark. */
export function Completion({ trigger, ticket, ...list }: CompletionProps) {
  return <PeopleChoices {...list} ticketId={ticket.id} query={trigger.query} />;
}
