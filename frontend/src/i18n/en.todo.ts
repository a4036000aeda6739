import todo from './en/todo.json';

/** Putting off, reminders, the to-do list and the board, in English; it comes when they are first used. Its shape is what the other languages must have. */
export const texts = { todo };
export type TodoTexts = typeof texts;
