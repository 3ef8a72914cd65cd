import { Worker } from 'node:worker_threads';
import { DEFAULT_DECODING, type ChunkTranscript } from '../transcriber';
import { ThreadTranscriber } from './thread-transcriber';

const model = { files: {} as never, threads: 1 };
const transcript: ChunkTranscript = { language: 'en', languageProbability: 1, segments: [], tokensForNext: [] };
const hooks = { signal: new AbortController().signal, onSegment: () => undefined, onProgress: () => undefined };

/** A thread that does what some lines say, in place of one with a model. */
const saying = (script: string) => (): Worker =>
  new Worker(`const { parentPort } = require('node:worker_threads');\n${script}`, { eval: true });
const READY = `parentPort.postMessage({ kind: 'ready' });`;
const onCall = (script: string): string => `${READY} parentPort.on('message', () => { ${script} });`;
const failing = (message: string): string =>
  `parentPort.postMessage({ kind: 'failure', failure: { code: 'INTERNAL_ERROR', message: '${message}', retryable: true } });`;

const open = (script: string, onEnd: () => void = () => undefined): Promise<ThreadTranscriber> =>
  ThreadTranscriber.open(model, onEnd, saying(script));
const ask = (transcriber: ThreadTranscriber): Promise<ChunkTranscript> =>
  transcriber.transcribe(new Float32Array(1), DEFAULT_DECODING, hooks);

describe('a transcriber in a thread', () => {
  it('answers, also after a call that failed', async () => {
    const answer = `parentPort.postMessage({ kind: 'transcript', transcript: ${JSON.stringify(transcript)} });`;
    const transcriber = await open(`let calls = 0; ${onCall(`if (calls++ === 0) ${failing('no')} else ${answer}`)}`);
    await expect(ask(transcriber)).rejects.toThrow('no');
    expect(await ask(transcriber)).toEqual(transcript);
    await transcriber.close();
  });

  it('says why its model does not load, and is gone', async () => {
    let ended: () => void = () => undefined;
    const end = new Promise<void>((resolve) => (ended = resolve));
    await expect(open(failing('bad_alloc'), ended)).rejects.toThrow('bad_alloc');
    await end;
  });

  it.each([
    ['exits', 'process.exit(1)', 'has ended'],
    ['dies of an error', 'throw new RangeError("Array buffer allocation failed")', 'allocation failed'],
  ])('fails at once when its thread %s, then and from then on', async (_, script, says) => {
    const end = jest.fn();
    const transcriber = await open(onCall(script), end);
    await expect(ask(transcriber)).rejects.toThrow(says);
    expect(end).toHaveBeenCalled();
    await expect(ask(transcriber)).rejects.toThrow(says);
  });

  it('fails when its thread is gone before it is ready', async () =>
    expect(open('process.exit(1)')).rejects.toThrow('has ended'));
});
