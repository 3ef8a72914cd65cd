import type { Clip } from './clips';
import { EngineProcess, type Answer, type EngineCommand, type Request } from './engine-process';
import { BEAMS, MOST_THREADS, THREADS, type Plan } from './plan';

/** The first is what the others are compared with. */
export const ENGINES = ['faster-whisper', 'Switchyard'] as const;
export type Engine = (typeof ENGINES)[number];
export type Commands = Record<Engine, (threads: number) => EngineCommand>;

/** One recording, transcribed once by one engine. */
export interface Measurement extends Answer {
  engine: Engine;
  clip: string;
  threads: number;
  beamSize: number;
  wordTimestamps: boolean;
  round: number;
}

/** From the start of a process to its first transcript, of the same short recording on one thread. */
export interface ColdStart {
  engine: Engine;
  seconds: number;
}

/** The engines take turns within a round, and another one is first in every other round, so that all meet the same load. */
const inTurns = (round: number): Engine[] => (round % 2 === 0 ? [...ENGINES] : [...ENGINES].reverse());

export async function measureColdStarts(commands: Commands, clip: Clip, rounds: number): Promise<ColdStart[]> {
  const starts: ColdStart[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const engine of inTurns(round)) {
      const begun = performance.now();
      const started = EngineProcess.start(commands[engine](1));
      await started.transcribe(requestFor(clip, 1, false));
      starts.push({ engine, seconds: (performance.now() - begun) / 1000 });
      await started.end();
    }
  }
  return starts;
}

/** Times, texts and word times, with one process for every engine and number of threads. */
export async function measure(commands: Commands, clips: Clip[], plan: Plan): Promise<Measurement[]> {
  const desk = new Desk(commands);
  const measurements: Measurement[] = [];
  const ask = async (question: Question): Promise<void> => {
    measurements.push(...(await desk.ask(question)));
  };
  await desk.warmUp(clips[0]!);
  for (let round = 0; round < plan.rounds; round++) {
    for (const clip of clips.filter(plan.timed)) {
      for (const threads of THREADS) {
        for (const beamSize of BEAMS) await ask({ clip, threads, beamSize, wordTimestamps: false, round });
      }
    }
  }
  // The texts of the recordings above are there already.
  const once = { threads: MOST_THREADS, round: 0 };
  for (const clip of clips.filter((each) => plan.read(each) && !plan.timed(each))) {
    for (const beamSize of BEAMS) await ask({ clip, ...once, beamSize, wordTimestamps: false });
  }
  for (const clip of clips.filter(plan.read)) await ask({ clip, ...once, beamSize: 5, wordTimestamps: true });
  await desk.close();
  return measurements;
}

type Question = Pick<Measurement, 'threads' | 'beamSize' | 'wordTimestamps' | 'round'> & { clip: Clip };

/** The loaded engines. */
class Desk {
  private readonly processes = new Map<string, EngineProcess>();

  constructor(commands: Commands) {
    for (const engine of ENGINES) {
      for (const threads of THREADS) {
        this.processes.set(`${engine} ${threads}`, EngineProcess.start(commands[engine](threads)));
      }
    }
  }

  /** The first transcript of a process is slower; it is not counted. */
  async warmUp(clip: Clip): Promise<void> {
    for (const each of this.processes.values()) await each.transcribe(requestFor(clip, 5, true));
  }

  async ask({ clip, ...question }: Question): Promise<Measurement[]> {
    const { threads, beamSize, wordTimestamps, round } = question;
    const measurements: Measurement[] = [];
    for (const engine of inTurns(round)) {
      const answer = await this.processes
        .get(`${engine} ${threads}`)!
        .transcribe(requestFor(clip, beamSize, wordTimestamps));
      measurements.push({ ...question, engine, clip: clip.name, ...answer });
      const what = `${clip.name}, beam ${beamSize}, ${threads}t${wordTimestamps ? ', words' : ''}, round ${round + 1}`;
      process.stderr.write(`${what}, ${engine}: ${(answer.seconds / clip.seconds).toFixed(3)}\n`);
    }
    return measurements;
  }

  async close(): Promise<void> {
    for (const each of this.processes.values()) await each.end();
  }
}

const requestFor = ({ path, language }: Clip, beamSize: number, wordTimestamps: boolean): Request => ({
  path,
  language,
  beamSize,
  wordTimestamps,
});
