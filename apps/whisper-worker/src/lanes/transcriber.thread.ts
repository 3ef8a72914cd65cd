import { parentPort, workerData } from 'node:worker_threads';
import { toTaskError } from '@switchyard/contracts';
import { openTranscriber } from '../decoding/open-transcriber';
import type { LaneAnswer, LaneCall, LaneModel } from './lane-messages';

/** A thread that holds a model and answers one call at a time. */
const { files, threads } = workerData as LaneModel;
const transcriber = openTranscriber(files, { threads });
// Whoever asks for a text is told why there is none.
transcriber.catch(() => undefined);
const send = (answer: LaneAnswer): void => parentPort?.postMessage(answer);

parentPort?.on('message', (call: LaneCall) => {
  transcribe(call).then(
    (transcript) => send({ kind: 'transcript', transcript }),
    (error: unknown) => {
      const failure = toTaskError(error);
      send({ kind: 'failure', failure: { ...failure.toFailure(), deadly: failure.deadly } });
    },
  );
});

async function transcribe({ samples, options }: LaneCall) {
  const { signal } = new AbortController();
  return (await transcriber).transcribe(samples, options, {
    signal,
    onSegment: (segment) => send({ kind: 'segment', segment }),
    onProgress: (seconds) => send({ kind: 'progress', seconds }),
  });
}
