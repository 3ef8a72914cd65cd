import { Readable } from 'node:stream';
import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InvalidRequestError, generateSpeechTask, type GenerateSpeechOutput } from '@switchyard/contracts';
import { SharedStorage } from '@switchyard/storage';
import type { FastifyReply } from 'fastify';
import { Needs } from '../../access/needs';
import { FromHeaders } from '../../http/dto';
import { begunAnew } from '../begun-anew';
import { replyEvents, sseFrame, within } from '../event-reply';
import { GrowingFile } from '../growing-file';
import { ModelNames } from '../model-names';
import type { TaskCall } from '../task-call';
import { CallHeaders, TaskCalls } from '../task-calls';
import { OPENAI_VOICES, SpeechRequest } from './speech-request';
import { streamFailure } from './stream-failure';

/** How often we look at a file that grows: its encoder does not tell what it has written. */
const LOOK_EVERY_MS = 50;

const TYPES: Readonly<Record<SpeechRequest['response_format'], string>> = {
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
  aac: 'audio/aac',
  flac: 'audio/flac',
  wav: 'audio/wav',
  pcm: 'audio/pcm',
};
const BYTES = { schema: { type: 'string', format: 'binary' } };
const AUDIO = {
  description:
    'the speech as it is made; with `stream_format: sse` the events `speech.audio.delta` and `speech.audio.done`',
  content: {
    ...Object.fromEntries(Object.values(TYPES).map((type) => [type, BYTES])),
    'text/event-stream': { schema: { type: 'string' } },
  },
};

/** OpenAI's interface to speech that is made. */
@ApiTags('OpenAI')
@Controller('v1/audio')
export class SpeechController {
  constructor(
    private readonly calls: TaskCalls,
    private readonly models: ModelNames,
    private readonly storage: SharedStorage,
  ) {}

  @ApiOperation({ summary: 'A text as speech, as OpenAI answers' })
  @ApiOkResponse(AUDIO)
  @Needs('submit')
  @Post('speech')
  @HttpCode(200)
  async speak(
    @Body() request: SpeechRequest,
    @FromHeaders(CallHeaders) headers: CallHeaders,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { input: text, response_format: format, speed } = request;
    const input_data = { text, format, speed, ...(await this.voiceOf(request)) };
    const call = await this.calls.begin({ task_name: generateSpeechTask.name, input_data }, headers, reply);
    const audio = this.spoken(call);
    if (request.stream_format === 'sse') return replyEvents(reply, eventsOf(audio), streamFailure(reply));
    const first = await audio.next();
    await reply.type(TYPES[format]).send(Readable.from(withFirst(first, audio), { objectMode: false }));
  }

  /** A voice is a model here: the request may name it as either. */
  private async voiceOf({ model, voice }: SpeechRequest): Promise<{ voice?: string }> {
    const { model: chosen } = await this.models.find('tts', model);
    if (OPENAI_VOICES.has(voice)) return chosen === undefined ? {} : { voice: chosen };
    const found = await this.models.find('tts', voice).catch(() => {
      throw new InvalidRequestError({ voice: `is not a voice here: ${voice}; the task tts.list_voices tells them` });
    });
    return found.model === undefined ? {} : { voice: found.model };
  }

  /** The bytes of the file that the task writes, while it does. */
  private async *spoken(call: TaskCall): AsyncGenerator<Buffer, void> {
    let file: GrowingFile | undefined;
    let told: string | undefined;
    const events = call.events();
    try {
      for (let next = events.next(); ;) {
        const event = await within(next, LOOK_EVERY_MS);
        if (event?.done) break;
        if (event) {
          next = events.next();
          const { type, payload } = event.value;
          if (type === 'started') {
            if (file) throw begunAnew();
            told = undefined;
          }
          if (type === 'output') told ??= String(payload['audio_path']);
        }
        if (told) file ??= await GrowingFile.openOnceThere(this.storage, told);
        if (file) yield* file.fresh();
      }
      const { audio_path: path } = (await call.result()).output as unknown as GenerateSpeechOutput;
      if (file && file.path !== path) throw begunAnew();
      file ??= await GrowingFile.open(this.storage, path);
      yield* file.fresh();
    } finally {
      void events.return();
      await file?.close();
    }
  }
}

async function* withFirst(
  first: IteratorResult<Buffer, void>,
  rest: AsyncGenerator<Buffer, void>,
): AsyncGenerator<Buffer, void> {
  if (!first.done) yield first.value;
  yield* rest;
}

async function* eventsOf(audio: AsyncGenerator<Buffer, void>): AsyncGenerator<string, void> {
  for await (const part of audio) yield sseFrame({ type: 'speech.audio.delta', audio: part.toString('base64') });
  // no tokens are used
  yield sseFrame({ type: 'speech.audio.done', usage: { input_tokens: 0, output_tokens: 0, total_tokens: 0 } });
}
