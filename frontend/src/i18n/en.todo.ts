import todo from './en/todo.json';
import transfer from './en/transfer.json';

/** Putting off, giving away, reminders, the to-do list and the board, in English; it comes when they are first used. Its shape is what the other languages must have. */
export const texts = { todo, transfer };
export type TodoTexts = typeof texts;
