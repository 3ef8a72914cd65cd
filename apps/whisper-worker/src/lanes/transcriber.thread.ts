import { parentPort, workerData } from 'node:worker_threads';
import { toTaskError } from '@switchyard/contracts';
import { openTranscriber } from '../decoding/open-transcriber';
import type { Transcriber } from '../transcriber';
import type { LaneAnswer, LaneCall, LaneModel } from './lane-messages';

const send = (answer: LaneAnswer): void => parentPort?.postMessage(answer);

function sendFailure(error: unknown): void {
  const failure = toTaskError(error);
  send({ kind: 'failure', failure: { ...failure.toFailure(), deadly: failure.deadly } });
}

/** A thread that holds a model and answers one call at a time. Without the model it does not listen for calls, and so ends. */
async function serve({ files, threads }: LaneModel): Promise<void> {
  const transcriber = await openTranscriber(files, { threads });
  parentPort?.on('message', (call: LaneCall) => {
    transcribe(transcriber, call).then((transcript) => send({ kind: 'transcript', transcript }), sendFailure);
  });
  send({ kind: 'ready' });
}

function transcribe(transcriber: Transcriber, { samples, options }: LaneCall): ReturnType<Transcriber['transcribe']> {
  const { signal } = new AbortController();
  return transcriber.transcribe(samples, options, {
    signal,
    onSegment: (segment) => send({ kind: 'segment', segment }),
    onProgress: (seconds) => send({ kind: 'progress', seconds }),
  });
}

serve(workerData as LaneModel).catch(sendFailure);
