import type { RemovalMethod } from '@switchyard/contracts';
import { ffmpegVersion } from '@switchyard/media';
import { version } from 'onnxruntime-node/package.json';
import type { NetworkFile, RepaintReport } from '../inpainting-methods';
import { Network } from './network';
import { startOpencv } from './opencv';
import { paintByOpencv, type Paint } from './patches';

/** Who paints, and what the output says of it. */
export interface Painter {
  /** Missing where ffmpeg's filters do it. */
  paint?: Paint;
  said: Pick<RepaintReport<object>, 'engine' | 'model'>;
  close: () => Promise<void>;
}

/** Starts what a method needs; OpenCV and networks are large. @param file of the method `model` */
export async function painterOf(
  method: RemovalMethod,
  file: NetworkFile | undefined,
  signal: AbortSignal,
): Promise<Painter> {
  const close = async (): Promise<void> => undefined;
  if (method === 'fast') return { said: { engine: { name: 'ffmpeg', version: await ffmpegVersion(signal) } }, close };
  if (!file) return { paint: paintByOpencv, said: { engine: { name: 'opencv', version: await startOpencv() } }, close };
  const network = await Network.open(file);
  return {
    paint: (planes, mask) => network.fill(planes, mask),
    said: { engine: { name: 'onnxruntime', version }, model: { name: file.name, sha256: file.sha256 } },
    close: () => network.close(),
  };
}
