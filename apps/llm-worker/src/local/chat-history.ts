import type { ChatHistoryItem } from 'node-llama-cpp';
import type { ChatMessage } from '../language-model';

/** Messages as llama.cpp's chat templates take them; they end with the reply that is to be written. */
export const historyOf = (messages: readonly ChatMessage[]): ChatHistoryItem[] => [
  ...messages.map(({ role, content }): ChatHistoryItem =>
    role === 'assistant' ? { type: 'model', response: [content] } : { type: role, text: content },
  ),
  { type: 'model', response: [''] },
];
