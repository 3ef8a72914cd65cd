import type { ProcessTextInput } from '@switchyard/contracts';
import type { ChatMessage } from '../language-model';

const PLACE = '{text}';

/** The messages by which a part of a text is processed. */
export function messagesFor(input: ProcessTextInput, text: string): ChatMessage[] {
  const { prompt } = input;
  if (input.action === 'custom' && prompt?.includes(PLACE))
    return [{ role: 'user', content: prompt.split(PLACE).join(text) }];
  return [
    { role: 'system', content: instructionOf(input) },
    { role: 'user', content: text },
  ];
}

function instructionOf({ action, prompt = '', target_language: language }: ProcessTextInput): string {
  const more = prompt ? ` ${prompt}` : '';
  switch (action) {
    case 'proofread':
      return `Correct spelling, grammar and punctuation of the user's text. Keep its language, meaning and line breaks. Answer with the corrected text alone.${more}`;
    case 'translate':
      return `Translate the user's text into ${language}. Keep its meaning and line breaks. Answer with the translation alone.${more}`;
    case 'summarize':
      return `Summarize the user's text in a few sentences${language ? ` in ${language}` : ' in its own language'}. Answer with the summary alone.${more}`;
    case 'custom':
      return prompt;
  }
}
