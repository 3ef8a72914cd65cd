import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { TranscribeAudioOutput } from '@switchyard/contracts';
import { SharedStorage } from '@switchyard/storage';
import type { StoredTask } from '@switchyard/task-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { receiveForm, type Form } from '../files/receive-form';
import { StorageRoom } from '../files/storage-room';
import type { Heard } from './heard';

interface FileField {
  name: string;
  /** What its bytes pass through before they are stored. */
  through?: (file: Readable) => Readable;
}

export const outputOf = ({ output }: StoredTask): TranscribeAudioOutput => output as unknown as TranscribeAudioOutput;

/** Speech that comes in by forms, and the files that tasks make of it. */
@Injectable()
export class Transcripts {
  constructor(
    private readonly storage: SharedStorage,
    private readonly room: StorageRoom,
  ) {}

  /** Stores the file of a form and works on it. What was refused before it had a task stores nothing. */
  async receive(
    request: FastifyRequest,
    reply: FastifyReply,
    { name, through }: FileField,
    work: (form: Form) => Promise<void>,
  ): Promise<void> {
    const limits = await this.room.uploadLimits();
    const form = await receiveForm(request, this.storage, { ...limits, takesFields: true, fileField: name, through });
    try {
      await work(form);
    } catch (error) {
      if (!reply.hasHeader('x-switchyard-task-id')) await this.storage.deleteFile(form.upload.path);
      throw error;
    }
  }

  async heard({ segments_file, language, audio_duration: duration }: TranscribeAudioOutput): Promise<Heard> {
    const { segments } = await this.json<Pick<Heard, 'segments'>>(segments_file);
    return { segments, language, duration };
  }

  async json<T>(path: string): Promise<T> {
    const { handle } = await this.storage.openForRead(path);
    try {
      return JSON.parse(await handle.readFile('utf8')) as T;
    } finally {
      await handle.close();
    }
  }

  async send(path: string, type: string, reply: FastifyReply): Promise<void> {
    const { handle, size } = await this.storage.openForRead(path);
    await reply.headers({ 'content-type': type, 'content-length': String(size) }).send(handle.createReadStream());
  }
}
