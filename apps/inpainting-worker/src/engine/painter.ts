import type { RemovalMethod } from '@switchyard/contracts';
import { ffmpegVersion } from '@switchyard/media';
import { version } from 'onnxruntime-node/package.json';
import type { NetworkFile, RepaintReport } from '../inpainting-methods';
import { Network } from './network';
import { OpencvLanes } from './opencv-lanes';
import type { FramePainter } from './patches';

/** Who paints, and what the output says of it. */
export interface Painter {
  /** Missing where ffmpeg's filters do it. */
  painter?: FramePainter;
  said: Pick<RepaintReport<object>, 'engine' | 'model'>;
  close: () => Promise<void>;
}

/**
 * Starts what a method needs; OpenCV and networks are large.
 * @param file of the method `model`
 * @param threads of the method `quality`, which paints as many pictures at once
 */
export async function painterOf(
  method: RemovalMethod,
  { network: file, threads, signal }: { network?: NetworkFile; threads: number; signal: AbortSignal },
): Promise<Painter> {
  if (method === 'fast')
    return {
      said: { engine: { name: 'ffmpeg', version: await ffmpegVersion(signal) } },
      close: async () => undefined,
    };
  if (!file) {
    const lanes = await OpencvLanes.open(threads);
    return {
      painter: { lanes: threads, paint: (planes, masks) => lanes.paint(planes, masks) },
      said: { engine: { name: 'opencv', version: lanes.version } },
      close: () => lanes.close(),
    };
  }
  const network = await Network.open(file);
  return {
    painter: {
      lanes: 1,
      paint: async (planes, masks) => {
        for (const mask of masks) await network.fill(planes, mask);
        return planes;
      },
    },
    said: { engine: { name: 'onnxruntime', version }, model: { name: file.name, sha256: file.sha256 } },
    close: () => network.close(),
  };
}
