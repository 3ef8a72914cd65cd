import {
  BooleanField,
  ChoiceField,
  InvalidRequestError,
  ListField,
  NumberField,
  TextField,
  WHISPER_LANGUAGES,
} from '@switchyard/contracts';

const FORMATS = ['json', 'text', 'srt', 'vtt', 'verbose_json'] as const;
const GRANULARITIES = ['segment', 'word'] as const;
/** Of a longer prompt the end counts. */
const LONGEST_PROMPT = 2000;

/** What both routes take. */
export class TranslationForm {
  @TextField({
    description: 'name of a Whisper model, see GET /v1/models; whisper-1 is the standard one',
    maxLength: 200,
  })
  model!: string;

  @TextField({ description: 'names, terms and style the speech may have', optional: true, maxLength: 30_000 })
  prompt?: string;

  @ChoiceField(FORMATS, { description: 'form of the answer' })
  response_format: (typeof FORMATS)[number] = 'json';

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
  })
  timestamp_granularities: (typeof GRANULARITIES)[number][] = ['segment'];

  @BooleanField({ description: 'server-sent events: each piece of text as soon as it is heard; with json and text' })
  stream = false;

  @TextField({ description: 'of no effect: long audio is always cut where people pause', optional: true })
  chunking_strategy?: string;

  @TextField({ description: 'of no effect', optional: true })
  user?: string;
}

export class TranscriptionForm extends TranslationForm {
  @TextField({
    description: 'language of the speech, such as en; found out when missing',
    optional: true,
    maxLength: 64,
  })
  language?: string;
}

/** The input of the task that does what a form asks for, without its file. */
export function inputOf(form: TranscriptionForm, task: 'transcribe' | 'translate'): Record<string, unknown> {
  requireFit(form);
  const { language, prompt, temperature } = form;
  return {
    task,
    ...(language === undefined ? {} : { language: codeOf(language) }),
    ...(prompt === undefined ? {} : { initial_prompt: prompt.slice(-LONGEST_PROMPT) }),
    ...(temperature === 0 ? {} : { temperature }),
    ...(needsWords(form) ? {} : { enable_word_timestamps: false }),
  };
}

function requireFit({ stream, response_format }: TranscriptionForm): void {
  if (stream && !['json', 'text'].includes(response_format))
    throw new InvalidRequestError({ response_format: `must be json or text with stream, not ${response_format}` });
}

/** The task itself makes subtitles, for which it counts words; the times of words cost time, so we ask for them only where they are shown. */
const needsWords = ({ response_format: format, timestamp_granularities: times }: TranscriptionForm): boolean =>
  ['srt', 'vtt'].includes(format) || (format === 'verbose_json' && times.includes('word'));

/** Clients write `en`, `en-US` or `English`. */
function codeOf(language: string): string {
  const name = language.trim().toLowerCase();
  const [code = name] = name.split(/[-_]/, 1);
  if (Object.hasOwn(WHISPER_LANGUAGES, code)) return code;
  return Object.entries(WHISPER_LANGUAGES).find(([, known]) => known === name)?.[0] ?? name;
}
