import todo from './pt-BR/todo.json';

export const texts = { todo };
