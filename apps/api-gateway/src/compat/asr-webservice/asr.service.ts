import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  InvalidRequestError,
  WHISPER_LANGUAGES,
  languageCodeOf,
  transcribeAudioTask,
  type TranscribeAudioInput,
} from '@switchyard/contracts';
import type { StoredTask } from '@switchyard/task-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { textOf, type HeardSegment } from '../heard';
import { TaskCalls, type CallHeaders } from '../task-calls';
import { Transcripts, outputOf } from '../transcripts';
import { type AsrQuery, type DetectQuery } from './asr-request';
import { asWav } from './raw-audio';

/** Languages are found out in so much speech. */
const DETECTION_SECONDS = 30;
/** Of bare samples; films begin with music. */
const MOST_LISTENED_SECONDS = 600;
const TEXT = 'text/plain; charset=utf-8';

interface Work {
  input: Partial<TranscribeAudioInput>;
  encode: boolean;
  /** How much of bare samples is kept. */
  mostSeconds?: number;
}

/** Does what whisper-asr-webservice does. */
@Injectable()
export class AsrService {
  constructor(
    private readonly calls: TaskCalls,
    private readonly transcripts: Transcripts,
  ) {}

  async transcribe(query: AsrQuery, request: FastifyRequest, headers: CallHeaders, reply: FastifyReply): Promise<void> {
    const { task, language, initial_prompt, vad_filter: vad, output, encode, word_timestamps } = query;
    const counted = output === 'json' ? word_timestamps : output === 'srt' || output === 'vtt';
    const input: Partial<TranscribeAudioInput> = {
      ...{ task, vad, enable_word_timestamps: counted },
      ...(language === undefined ? {} : { language: languageCodeOf(language) }),
      ...(initial_prompt === undefined ? {} : { initial_prompt }),
    };
    await this.run({ input, encode }, request, headers, reply, async (done, name) => {
      void reply.headers({
        'asr-engine': 'switchyard',
        'content-disposition': `attachment; filename="${encodeURIComponent(name)}.${output}"`,
      });
      await this.answer(query, done, reply);
    });
  }

  async detect(
    { encode }: DetectQuery,
    request: FastifyRequest,
    headers: CallHeaders,
    reply: FastifyReply,
  ): Promise<void> {
    const quick = { beam_size: 1, temperature: 0, enable_word_timestamps: false };
    const input = { ...quick, speech_limit: DETECTION_SECONDS };
    await this.run({ input, encode, mostSeconds: MOST_LISTENED_SECONDS }, request, headers, reply, async (done) => {
      const { language, language_probability } = outputOf(done);
      await reply.send({
        detected_language: WHISPER_LANGUAGES[language] ?? language,
        language_code: language,
        confidence: language_probability ?? 0,
      });
    });
  }

  private async run(
    { input, encode, mostSeconds }: Work,
    request: FastifyRequest,
    headers: CallHeaders,
    reply: FastifyReply,
    answer: (done: StoredTask, fileName: string) => Promise<void>,
  ): Promise<void> {
    const through = encode ? undefined : (file: Readable): Readable => asWav(file, mostSeconds);
    await this.transcripts.receive(request, reply, { name: 'audio_file', through }, async ({ upload, fields }) => {
      const [field] = Object.keys(fields);
      if (field !== undefined)
        throw new InvalidRequestError({ [field]: 'is no field of the form: it belongs into the query' });
      const order = { task_name: transcribeAudioTask.name, input_data: { ...input, audio_path: upload.path } };
      const call = await this.calls.begin(order, headers, reply);
      await answer(await call.result(), basename(upload.path));
    });
  }

  private async answer({ output }: AsrQuery, done: StoredTask, reply: FastifyReply): Promise<void> {
    const made = outputOf(done);
    switch (output) {
      case 'txt':
        return this.transcripts.send(made.text_file, TEXT, reply);
      case 'srt':
        return this.transcripts.send(made.srt_file, TEXT, reply);
      case 'vtt':
        return this.transcripts.send(made.vtt_file, TEXT, reply);
      case 'tsv':
        return void (await reply.type(TEXT).send(tsvOf((await this.transcripts.heard(made)).segments)));
      case 'json': {
        const heard = await this.transcripts.heard(made);
        await reply
          .type(TEXT)
          .send(JSON.stringify({ text: textOf(heard), segments: heard.segments, language: heard.language }));
      }
    }
  }
}

/** Times in milliseconds, as Whisper itself writes them. */
const tsvOf = (segments: readonly HeardSegment[]): string =>
  ['start\tend\ttext', ...segments.map(lineOf)].map((line) => `${line}\n`).join('');

const lineOf = ({ start, end, text }: HeardSegment): string =>
  [Math.round(start * 1000), Math.round(end * 1000), text.trim().replaceAll('\t', ' ')].join('\t');
