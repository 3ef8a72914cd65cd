import { Injectable } from '@nestjs/common';
import { transcribeAudioTask, type TranscribeAudioOutput } from '@switchyard/contracts';
import { SharedStorage } from '@switchyard/storage';
import type { StoredTask } from '@switchyard/task-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { receiveForm } from '../../files/receive-form';
import { StorageRoom } from '../../files/storage-room';
import { replyEvents, sseFrame } from '../event-reply';
import { formFields } from '../form-fields';
import { ModelNames } from '../model-names';
import type { TaskCall } from '../task-call';
import { TaskCalls, type CallHeaders } from '../task-calls';
import { ToldText } from '../told-text';
import { streamFailure } from './stream-failure';
import { textOf, usageOf, verboseOf, type Heard } from './transcript-answers';
import { TranscriptionForm, TranslationForm, inputOf } from './transcription-form';

type Kind = 'transcribe' | 'translate';

/** A call, and what its client wants of it. */
interface Asked {
  form: TranscriptionForm;
  kind: Kind;
}

/** Transcribes and translates the file of a form, and answers in the form that was asked for. */
@Injectable()
export class TranscriptionsService {
  constructor(
    private readonly calls: TaskCalls,
    private readonly models: ModelNames,
    private readonly storage: SharedStorage,
    private readonly room: StorageRoom,
  ) {}

  async answer(kind: Kind, request: FastifyRequest, headers: CallHeaders, reply: FastifyReply): Promise<void> {
    const limits = await this.room.uploadLimits();
    const { upload, fields } = await receiveForm(request, this.storage, {
      ...limits,
      takesFields: true,
      fileField: 'file',
    });
    try {
      const form = formFields<TranscriptionForm>(kind === 'transcribe' ? TranscriptionForm : TranslationForm, fields);
      const call = await this.begin({ form, kind }, upload.path, headers, reply);
      if (form.stream) await replyEvents(reply, this.streamed(call), streamFailure(reply));
      else await this.whole(await call.result(), { form, kind }, reply);
    } catch (error) {
      // what was refused stores nothing
      if (!reply.hasHeader('x-switchyard-task-id')) await this.storage.deleteFile(upload.path);
      throw error;
    }
  }

  private async begin(
    { form, kind }: Asked,
    path: string,
    headers: CallHeaders,
    reply: FastifyReply,
  ): Promise<TaskCall> {
    const input = inputOf(form, kind);
    const model = await this.models.find('faster_whisper', form.model);
    const input_data = { ...input, ...model, audio_path: path };
    return this.calls.begin({ task_name: transcribeAudioTask.name, input_data }, headers, reply);
  }

  private async whole(task: StoredTask, { form, kind }: Asked, reply: FastifyReply): Promise<void> {
    const output = outputOf(task);
    switch (form.response_format) {
      case 'srt':
        return this.file(output.srt_file, 'application/x-subrip; charset=utf-8', reply);
      case 'vtt':
        return this.file(output.vtt_file, 'text/vtt; charset=utf-8', reply);
      case 'text':
        return void (await reply.type('text/plain; charset=utf-8').send(`${textOf(await this.heard(output))}\n`));
      case 'verbose_json': {
        const asked = { task: kind, granularities: form.timestamp_granularities };
        return void (await reply.send(verboseOf(await this.heard(output), asked)));
      }
      case 'json': {
        const heard = await this.heard(output);
        await reply.send({ text: textOf(heard), usage: usageOf(heard) });
      }
    }
  }

  private async *streamed(call: TaskCall): AsyncGenerator<string, void> {
    const told = new ToldText();
    const frame = (delta: string): string => sseFrame({ type: 'transcript.text.delta', delta });
    let begun = false;
    const deltas = (text: string): string[] => {
      const delta = begun ? text : text.trimStart();
      begun ||= delta !== '';
      return delta === '' ? [] : [frame(delta)];
    };
    for await (const { type, payload } of call.events()) {
      if (type === 'started') told.begin();
      if (type === 'output') yield* deltas(told.add(String(payload['text'])));
    }
    const heard = await this.heard(outputOf(await call.result()));
    yield* deltas(told.upTo(heard.segments.map(({ text }) => text).join('')));
    yield sseFrame({ type: 'transcript.text.done', text: textOf(heard) });
  }

  private async heard({ segments_file, language, audio_duration: duration }: TranscribeAudioOutput): Promise<Heard> {
    const { handle } = await this.storage.openForRead(segments_file);
    try {
      const { segments } = JSON.parse(await handle.readFile('utf8')) as Pick<Heard, 'segments'>;
      return { segments, language, duration };
    } finally {
      await handle.close();
    }
  }

  private async file(path: string, type: string, reply: FastifyReply): Promise<void> {
    const { handle, size } = await this.storage.openForRead(path);
    await reply.headers({ 'content-type': type, 'content-length': String(size) }).send(handle.createReadStream());
  }
}

const outputOf = ({ output }: StoredTask): TranscribeAudioOutput => output as unknown as TranscribeAudioOutput;
