import { createInterface } from 'node:readline';
import { collectAudio, decodeAudio } from '@switchyard/audio';
import type { WhisperFiles } from './decoding/graphs/whisper-layout';
import { openTranscriber } from './decoding/open-transcriber';
import { DEFAULT_DECODING, type DecodingOptions } from './transcriber';

/** What `transcribe-files` is started with, as JSON in its first argument. */
interface Setup {
  files: WhisperFiles;
  threads: number;
}

type Request = { path: string } & Partial<DecodingOptions>;

/**
 * Transcribes files without the platform around it: a JSON request per line of stdin, a JSON answer per line of stdout. The
 * bench runs it beside its Python peer, which speaks the same protocol. The time is that of the samples, not of the file.
 */
async function main(): Promise<void> {
  const { files, threads } = JSON.parse(process.argv[2] ?? '{}') as Setup;
  const { signal } = new AbortController();
  const hooks = { signal, onSegment: () => undefined, onProgress: () => undefined };
  const transcriber = await openTranscriber(files, { threads });
  for await (const line of createInterface({ input: process.stdin })) {
    const { path, ...options } = JSON.parse(line) as Request;
    const samples = await collectAudio(decodeAudio(path, { signal }));
    const [started, cpu] = [performance.now(), process.cpuUsage()];
    const { segments } = await transcriber.transcribe(samples, { ...DEFAULT_DECODING, ...options }, hooks);
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const answer = {
      seconds,
      cpuSeconds: (user + system) / 1e6,
      peakMegabytes: process.resourceUsage().maxRSS / 1024,
      text: segments.map(({ text }) => text).join(''),
      words: segments.flatMap(({ words }) => words ?? []),
    };
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  await transcriber.close();
}

void main();
