import type { MessageView } from '../../control/view.ts';
import { react, remove } from '../live/message-client.ts';
import { Icon } from '../parts/Icon.tsx';
import { Menu, useMenuAct } from '../parts/Menu.tsx';
import { useWords } from '../words/use-words.tsx';
import { useChatActions } from './chat-actions.ts';

const EMOJIS = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/** What one can do with a message: answer it, put an emoji on it, and with one's own more. */
export function MessageActions({ message }: { message: MessageView }) {
  const words = useWords();
  return (
    <Menu label={words.actions.open} button={<Icon name="more" size={18} />} className="message-actions">
      <Emojis message={message} />
      <Lines message={message} />
    </Menu>
  );
}

function Emojis({ message }: { message: MessageView }) {
  const words = useWords();
  const act = useMenuAct();
  const { sender, run } = useChatActions();
  return (
    <div className="emojis">
      {EMOJIS.map((emoji) => {
        const set = message.reaction === emoji;
        return (
          <button
            key={emoji}
            type="button"
            aria-label={words.actions.react(emoji)}
            aria-pressed={set}
            onClick={act(() => run(() => react(sender, message.id, set ? '' : emoji)))}
          >
            {emoji}
          </button>
        );
      })}
    </div>
  );
}

function Lines({ message }: { message: MessageView }) {
  const words = useWords();
  const act = useMenuAct();
  const { sender, reply, edit, run } = useChatActions();
  const editable = message.mine && message.text !== null && !message.poll;
  return (
    <>
      <button type="button" className="menu-line" onClick={act(() => reply(message))}>
        <Icon name="reply" size={18} />
        {words.actions.reply}
      </button>
      {editable && (
        <button type="button" className="menu-line" onClick={act(() => edit(message))}>
          <Icon name="edit" size={18} />
          {words.actions.edit}
        </button>
      )}
      {message.mine && (
        <button
          type="button"
          className="menu-line menu-line-bad"
          onClick={act(() => run(() => remove(sender, message.id)))}
        >
          <Icon name="trash" size={18} />
          {words.actions.remove}
        </button>
      )}
    </>
  );
}
