import { createContext, use } from 'react';
import type { MessageView } from '../../control/view.ts';
import type { Sender } from '../live/message-client.ts';

/** What can be done with the messages of the chat one looks at. */
export interface ChatActions {
  sender: Sender;
  reply: (message: MessageView) => void;
  edit: (message: MessageView) => void;
  /** Does something that may fail, and says so. */
  run: (work: () => Promise<unknown>) => void;
}

export const ChatActionsContext = createContext<ChatActions | null>(null);

export function useChatActions(): ChatActions {
  const actions = use(ChatActionsContext);
  if (!actions) throw new Error('Messages stand in a conversation');
  return actions;
}
