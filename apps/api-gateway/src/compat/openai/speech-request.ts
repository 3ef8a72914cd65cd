import { ChoiceField, NumberField, SPEECH_FORMATS, TextField } from '@switchyard/contracts';
import { Dto } from '../../http/dto';

/** OpenAI's own voices, which cannot be had here: the standard voice speaks for them. */
export const OPENAI_VOICES: ReadonlySet<string> = new Set([
  ...['alloy', 'ash', 'ballad', 'cedar', 'coral', 'echo', 'fable', 'marin', 'nova', 'onyx', 'sage', 'shimmer', 'verse'],
]);

/** The body of `POST /v1/audio/speech`. */
@Dto({ takesNull: true })
export class SpeechRequest {
  @TextField({ description: 'tts-1, or a voice of GET /v1/models', maxLength: 200 })
  model!: string;

  @TextField({ description: 'what is spoken', maxLength: 50_000 })
  input!: string;

  @TextField({
    description: 'name of a voice, as tts.list_voices tells them; the standard one for names of OpenAI, such as alloy',
    maxLength: 128,
  })
  voice!: string;

  @ChoiceField(SPEECH_FORMATS, { description: 'pcm: bare samples, 24 kHz, 16 bits, mono' })
  response_format: (typeof SPEECH_FORMATS)[number] = 'mp3';

  @NumberField({ description: 'how fast, beside the natural speed of the voice', minimum: 0.25, maximum: 4 })
  speed = 1;

  @ChoiceField(['audio', 'sse'], { description: 'bytes, or server-sent events' })
  stream_format: 'audio' | 'sse' = 'audio';

  @TextField({ description: 'of no effect', optional: true }) instructions?: string;
}
