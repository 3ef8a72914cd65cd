import {
  BooleanField,
  ChoiceField,
  InvalidRequestError,
  ListField,
  NumberField,
  TextField,
  languageCodeOf,
  type JsonSchema,
} from '@switchyard/contracts';

const FORMATS = ['json', 'text', 'srt', 'vtt', 'verbose_json'] as const;
const TRANSCRIPT_FORMATS = [...FORMATS, 'diarized_json'] as const;
const STREAMED: readonly string[] = ['json', 'text', 'diarized_json'];
const GRANULARITIES = ['segment', 'word'] as const;
/** Of a longer prompt the end counts. */
const LONGEST_PROMPT = 2000;

/** What both routes take. */
class SpeechForm {
  @TextField({
    description: 'name of a Whisper model, see GET /v1/models; whisper-1 is the standard one',
    maxLength: 200,
  })
  model!: string;

  @TextField({ description: 'names, terms and style the speech may have', optional: true, maxLength: 30_000 })
  prompt?: string;

  @NumberField({
    description: '0: the likeliest text, at higher temperatures where that fails',
    minimum: 0,
    maximum: 1,
  })
  temperature = 0;

  @ListField({
    description: 'times in verbose_json',
    items: 'string',
    enum: GRANULARITIES,
    minItems: 1,
    maxItems: GRANULARITIES.length,
  })
  timestamp_granularities: (typeof GRANULARITIES)[number][] = ['segment'];

  @BooleanField({
    description: 'server-sent events: each piece of text as soon as it is heard; with json, text, diarized_json',
  })
  stream = false;

  @TextField({ description: 'of no effect: long audio is always cut where people pause', optional: true })
  chunking_strategy?: string;

  @TextField({ description: 'of no effect', optional: true })
  user?: string;
}

export class TranslationForm extends SpeechForm {
  @ChoiceField(FORMATS, { description: 'form of the answer' })
  response_format: (typeof FORMATS)[number] = 'json';
}

export class TranscriptionForm extends SpeechForm {
  @ChoiceField(TRANSCRIPT_FORMATS, {
    description: 'form of the answer; diarized_json: who says what, which needs a worker for speakers, too',
  })
  response_format: (typeof TRANSCRIPT_FORMATS)[number] = 'json';

  @TextField({
    description: 'language of the speech, such as en; found out when missing',
    optional: true,
    maxLength: 64,
  })
  language?: string;
}

/** What the schema of both forms says beside their fields. */
export const STREAM_RULE: JsonSchema = {
  anyOf: [{ properties: { stream: { enum: [false] } } }, { properties: { response_format: { enum: STREAMED } } }],
};

/** The input of the task that does what a form asks for, without its file. */
export function inputOf(form: TranscriptionForm, task: 'transcribe' | 'translate'): Record<string, unknown> {
  requireFit(form);
  const { language, prompt, temperature } = form;
  return {
    task,
    ...(language === undefined ? {} : { language: languageCodeOf(language) }),
    ...(prompt === undefined ? {} : { initial_prompt: prompt.slice(-LONGEST_PROMPT) }),
    ...(temperature === 0 ? {} : { temperature }),
    ...(needsWords(form) ? {} : { enable_word_timestamps: false }),
  };
}

function requireFit({ stream, response_format }: TranscriptionForm): void {
  if (stream && !STREAMED.includes(response_format))
    throw new InvalidRequestError({
      response_format: `must be ${STREAMED.join(' or ')} with stream, not ${response_format}`,
    });
}

/** The task itself makes subtitles, for which it counts words; the times of words cost time, so we ask for them only where they are shown. */
const needsWords = ({ response_format: format, timestamp_granularities: times }: TranscriptionForm): boolean =>
  ['srt', 'vtt', 'diarized_json'].includes(format) || (format === 'verbose_json' && times.includes('word'));
