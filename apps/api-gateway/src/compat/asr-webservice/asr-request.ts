import { BooleanField, ChoiceField, TextField, WHISPER_TASKS } from '@switchyard/contracts';
import { Dto } from '../../http/dto';

export const OUTPUTS = ['txt', 'vtt', 'srt', 'tsv', 'json'] as const;
export type AsrOutput = (typeof OUTPUTS)[number];

/** The query of `POST /detect-language`. */
@Dto()
export class DetectQuery {
  @BooleanField({ description: 'false: the file is bare samples, 16 kHz, 16 bits, mono' })
  encode = true;

  @TextField({ description: 'of no effect: the name of the video', optional: true, maxLength: 4096 })
  video_file?: string;
}

/** The query of `POST /asr`. */
@Dto()
export class AsrQuery extends DetectQuery {
  @ChoiceField(WHISPER_TASKS, { description: 'write what is said, or its translation into English' })
  task: (typeof WHISPER_TASKS)[number] = 'transcribe';

  @TextField({
    description: 'language of the speech, such as en; found out when missing',
    optional: true,
    maxLength: 64,
  })
  language?: string;

  @TextField({ description: 'names, terms and style the speech may have', optional: true, maxLength: 2000 })
  initial_prompt?: string;

  @BooleanField({ description: 'leave out what is not speech' })
  vad_filter = true;

  @BooleanField({ description: 'times of every word, in json' })
  word_timestamps = false;

  @ChoiceField(OUTPUTS, { description: 'form of the answer' })
  output: AsrOutput = 'txt';
}
