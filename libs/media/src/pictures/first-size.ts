import type { VideoStream } from '../probe/media-info';

/**
 * A filter that brings every picture to the size in which the video begins: where the size changes in the middle, areas stay
 * where they are, and an encoder gets what it was opened for. It costs nothing for pictures that have the size.
 */
export const inFirstSize = ({ width, height }: Pick<VideoStream, 'width' | 'height'>): string =>
  `scale=${width}:${height}`;
