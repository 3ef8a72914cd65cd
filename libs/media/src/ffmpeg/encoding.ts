import { availableParallelism } from 'node:os';
import { FFMPEG_MEMORY_BYTES } from './limits';

/** What x264 keeps of one picture for each pixel of it: the picture, its half-pixel planes and a small copy. */
const BYTES_PER_PIXEL = 6;
/** What is left for the pictures of the encoder beside the decoder and its references. */
const SHARE = 0.6;
const MOST_THREADS = 16;
const MOST_LOOKAHEAD = 40;
/** With fewer pictures there is no room for references and B-frames. */
const FEW = 16;

interface Size {
  width: number;
  height: number;
}

/** Options of x264 with which pictures of any accepted size fit into the memory of one ffmpeg; small pictures are encoded as ever. */
export function encodingIn(size: Size, cores = availableParallelism()): string[] {
  const pictures = picturesIn(size);
  const threads = Math.max(1, Math.min(Math.ceil(cores * 1.5), MOST_THREADS, Math.floor(pictures / 4)));
  const lookahead = Math.min(MOST_LOOKAHEAD, Math.floor(pictures / 2));
  const small = pictures < FEW ? ':sync-lookahead=0:bframes=0:ref=1:mbtree=0' : '';
  return ['-threads:v', String(threads), '-x264-params', `rc-lookahead=${lookahead}${small}`];
}

/** Options of an input: each thread of a decoder keeps a picture of its own. */
export const decoderThreads = (size: Size): string[] => (picturesIn(size) < FEW ? ['-threads', '2'] : []);

const picturesIn = ({ width, height }: Size): number =>
  Math.floor((FFMPEG_MEMORY_BYTES * SHARE) / (BYTES_PER_PIXEL * width * height));
