import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { endWithBench } from '../machine/bench-process';

/** What an engine is asked; everything that is not named is as faster-whisper comes. */
export interface Request {
  /** WAV of 16 kHz, mono, 16 bits. */
  path: string;
  language: string;
  beamSize: number;
  wordTimestamps: boolean;
  /** Each window is given the text before it, as faster-whisper does it by itself. */
  conditionOnPreviousText?: boolean;
}

/** A word with its punctuation; times in seconds. */
export interface Word {
  word: string;
  start: number;
  end: number;
}

/** Times count the transcription of samples in memory, neither loading the model nor reading the file. */
export interface Answer {
  seconds: number;
  /** Of all threads of the process. */
  cpuSeconds: number;
  /** Largest memory of the process so far. */
  peakMegabytes: number;
  text: string;
  /** Empty where no word times were asked for. */
  words: Word[];
}

/** How a process with a loaded model is started. */
export interface EngineCommand {
  program: string;
  args: string[];
}

/** A process with a loaded model: a JSON request per line in, a JSON answer per line out. */
export class EngineProcess {
  private readonly answers: AsyncIterator<string>;

  private constructor(private readonly child: ChildProcessByStdio<Writable, Readable, null>) {
    this.answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    endWithBench(child);
  }

  static start({ program, args }: EngineCommand): EngineProcess {
    const env = { ...process.env, HF_HUB_OFFLINE: '1', ORT_DISABLE_TELEMETRY: '1' };
    return new EngineProcess(spawn(program, args, { env, stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  async transcribe(request: Request): Promise<Answer> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await this.answers.next();
    if (answer.done) throw new Error(`${this.child.spawnfile} ended before it had transcribed ${request.path}`);
    return JSON.parse(answer.value) as Answer;
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin.end();
    if (this.child.exitCode === null && this.child.signalCode === null) await ended;
  }
}
