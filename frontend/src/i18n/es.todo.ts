import todo from './es/todo.json';

export const texts = { todo };
