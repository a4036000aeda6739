import todo from './pt-BR/todo.json';
import transfer from './pt-BR/transfer.json';

export const texts = { todo, transfer };
