import { parentPort } from 'node:worker_threads';
import { startOpencv, type Plane } from './opencv';
import { paintByOpencv } from './paint-by-opencv';
import type { Mask } from './stroke-mask';

/** A picture and what of it is painted anew, in order. */
export interface PaintCall {
  planes: Plane[];
  masks: readonly Mask[];
}

/** The version of OpenCV when the thread is ready; then each picture in the order in which they came. */
export type PaintAnswer = { version: string } | { planes: Plane[] };

/** The thread takes pictures when OpenCV is there; what came before waits. */
async function serve(): Promise<void> {
  const version = await startOpencv();
  parentPort?.on('message', ({ planes, masks }: PaintCall) => {
    for (const mask of masks) paintByOpencv(planes, mask);
    const answer: PaintAnswer = { planes };
    parentPort?.postMessage(answer);
  });
  const ready: PaintAnswer = { version };
  parentPort?.postMessage(ready);
}

void serve();
