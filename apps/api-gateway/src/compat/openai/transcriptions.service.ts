import { Injectable } from '@nestjs/common';
import { diarizeSpeakersTask, transcribeAudioTask, type DiarizeSpeakersOutput } from '@switchyard/contracts';
import type { SpeakerTurn } from '@switchyard/subtitles';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { replyEvents, sseFrame } from '../event-reply';
import { formFields } from '../form-fields';
import { textOf } from '../heard';
import { ModelNames } from '../model-names';
import type { TaskCall } from '../task-call';
import { TaskCalls, type CallHeaders } from '../task-calls';
import { ToldText } from '../told-text';
import { Transcripts, outputOf } from '../transcripts';
import { diarizedOf } from './diarized-answers';
import { streamFailure } from './stream-failure';
import { usageOf, verboseOf } from './transcript-answers';
import { TranscriptionForm, TranslationForm, inputOf } from './transcription-form';

type Kind = 'transcribe' | 'translate';

/** A call, and what its client wants of it. */
interface Asked {
  form: TranscriptionForm;
  kind: Kind;
}

/** The tasks of a call. */
interface Calls {
  speech: TaskCall;
  /** Who speaks, where the client wants to know. */
  speakers?: TaskCall;
}

/** Transcribes and translates the file of a form, and answers in the form that was asked for. */
@Injectable()
export class TranscriptionsService {
  constructor(
    private readonly calls: TaskCalls,
    private readonly models: ModelNames,
    private readonly transcripts: Transcripts,
  ) {}

  async answer(kind: Kind, request: FastifyRequest, headers: CallHeaders, reply: FastifyReply): Promise<void> {
    await this.transcripts.receive(request, reply, { name: 'file' }, async ({ upload, fields }) => {
      const form = formFields<TranscriptionForm>(kind === 'transcribe' ? TranscriptionForm : TranslationForm, fields);
      const calls = await this.begin({ form, kind }, upload.path, headers, reply);
      if (form.stream) await replyEvents(reply, together(calls, this.streamed(calls)), streamFailure(reply));
      else await settled(calls, this.whole(calls, { form, kind }, reply));
    });
  }

  private async begin({ form, kind }: Asked, path: string, headers: CallHeaders, reply: FastifyReply): Promise<Calls> {
    const input = inputOf(form, kind);
    const model = await this.models.find('faster_whisper', form.model);
    const input_data = { ...input, ...model, audio_path: path };
    const speech = await this.calls.begin({ task_name: transcribeAudioTask.name, input_data }, headers, reply);
    if (form.response_format !== 'diarized_json') return { speech };
    const order = {
      task_name: diarizeSpeakersTask.name,
      workflow_id: speech.task.workflow_id,
      input_data: { audio_path: path, exclusive: true },
    };
    const speakers = await settled({ speech }, this.calls.begin(order, headers, reply));
    void reply.header('x-switchyard-task-id', speech.task.task_id);
    return { speech, speakers };
  }

  private async whole({ speech, speakers }: Calls, { form, kind }: Asked, reply: FastifyReply): Promise<void> {
    const output = outputOf(await speech.result());
    switch (form.response_format) {
      case 'srt':
        return this.transcripts.send(output.srt_file, 'application/x-subrip; charset=utf-8', reply);
      case 'vtt':
        return this.transcripts.send(output.vtt_file, 'text/vtt; charset=utf-8', reply);
      case 'text':
        return void (await reply
          .type('text/plain; charset=utf-8')
          .send(`${textOf(await this.transcripts.heard(output))}\n`));
      case 'verbose_json': {
        const asked = { task: kind, granularities: form.timestamp_granularities };
        return void (await reply.send(verboseOf(await this.transcripts.heard(output), asked)));
      }
      case 'diarized_json':
        return void (await reply.send(diarizedOf(await this.transcripts.heard(output), await this.turns(speakers))));
      case 'json': {
        const heard = await this.transcripts.heard(output);
        await reply.send({ text: textOf(heard), usage: usageOf(heard) });
      }
    }
  }

  private async *streamed({ speech, speakers }: Calls): AsyncGenerator<string, void> {
    const told = new ToldText();
    const frame = (delta: string): string => sseFrame({ type: 'transcript.text.delta', delta });
    let begun = false;
    const deltas = (text: string): string[] => {
      const delta = begun ? text : text.trimStart();
      begun ||= delta !== '';
      return delta === '' ? [] : [frame(delta)];
    };
    for await (const { type, payload } of speech.events()) {
      if (type === 'started') told.begin();
      if (type === 'output') yield* deltas(told.add(String(payload['text'])));
    }
    const heard = await this.transcripts.heard(outputOf(await speech.result()));
    yield* deltas(told.upTo(heard.segments.map(({ text }) => text).join('')));
    if (speakers) yield* diarizedOf(heard, await this.turns(speakers)).segments.map(sseFrame);
    yield sseFrame({ type: 'transcript.text.done', text: textOf(heard) });
  }

  private async turns(speakers?: TaskCall): Promise<SpeakerTurn[]> {
    if (!speakers) return [];
    const { diarization_file } = (await speakers.result()).output as unknown as DiarizeSpeakersOutput;
    return (await this.transcripts.json<{ segments: SpeakerTurn[] }>(diarization_file)).segments;
  }
}

/** Where one task of a call fails, the others have no use. */
async function settled<T>({ speech, speakers }: Calls, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    await Promise.all([speech.giveUp(), speakers?.giveUp()]);
    throw error;
  }
}

async function* together(calls: Calls, frames: AsyncGenerator<string, void>): AsyncGenerator<string, void> {
  for (;;) {
    const next = await settled(calls, frames.next());
    if (next.done) return;
    yield next.value;
  }
}
