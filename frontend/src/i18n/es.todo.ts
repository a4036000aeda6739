import todo from './es/todo.json';
import transfer from './es/transfer.json';

export const texts = { todo, transfer };
