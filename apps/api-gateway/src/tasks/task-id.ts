import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

const BYTES_OF_AN_ID = 16;
const pool = new Uint8Array(BYTES_OF_AN_ID * 256);
let used = pool.length;

/** A UUIDv7; randomness is fetched for 256 of them at a time, because asking for 16 bytes costs as much as for 4096. */
export function newTaskId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += BYTES_OF_AN_ID;
  return uuidv7({ random: pool.subarray(used - BYTES_OF_AN_ID, used) });
}
