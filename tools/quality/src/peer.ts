import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { ModelStore } from '@switchyard/models';
import { preparePython } from '@switchyard/testing';
import { MODELS, THREADS } from './places';

const PACKAGES = [
  'faster-whisper==1.2.1',
  'sherpa-onnx==2.0.1',
  'rapidocr==3.10.0',
  'piper-tts==1.8.0',
  'onnxruntime==1.32.0',
];

export interface Turn {
  start: number;
  end: number;
  speaker: string;
}

interface Answers {
  transcribe: { text: string; seconds: number };
  diarize: { turns: Turn[]; seconds: number };
  read: { text: string; seconds: number };
  speak: { seconds: number };
}

/** The Python originals in one process, with the weights that Switchyard uses. */
export class Peer {
  private readonly answers: AsyncIterator<string>;

  private constructor(private readonly child: ChildProcessByStdio<Writable, Readable, null>) {
    const lines = createInterface({ input: child.stdout });
    // A program that cannot be started says nothing; its end is seen where an answer is missing.
    child.on('error', () => lines.close());
    child.stdin.on('error', () => undefined);
    this.answers = lines[Symbol.asyncIterator]();
  }

  static async start(scratch: string): Promise<Peer> {
    const python = preparePython(join(scratch, '..', 'quality-venv'), PACKAGES);
    const store = new ModelStore({ modelsDir: MODELS });
    const [speakers, voice] = [await store.pull('pyannote-campplus'), await store.pull('piper-en_US-joe-medium')];
    mkdirSync(scratch, { recursive: true });
    const setup = {
      ...{ scratch, threads: THREADS, whisper: await store.pull('whisper-base') },
      ...{ segmentation: join(speakers, 'segmentation.onnx'), embedding: join(speakers, 'embedding.onnx') },
      ...{ voice: join(voice, 'voice.onnx'), voiceConfig: join(voice, 'voice.json') },
    };
    const args = [join(__dirname, 'peers.py'), JSON.stringify(setup)];
    return Peer.of(python, args);
  }

  static of(program: string, args: readonly string[]): Peer {
    return new Peer(spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  async ask<K extends keyof Answers>(work: K, request: { path: string; text?: string }): Promise<Answers[K]> {
    this.child.stdin.write(`${JSON.stringify({ do: work, ...request })}\n`);
    const answer = await this.answers.next();
    if (answer.done) throw new Error(`the Python originals ended before they had answered to ${work} ${request.path}`);
    return JSON.parse(answer.value) as Answers[K];
  }

  end(): void {
    this.child.stdin.end();
  }
}
