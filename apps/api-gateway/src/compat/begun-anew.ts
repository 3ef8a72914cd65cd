import { RequestError } from '@switchyard/contracts';

/** A stream cannot go on: what it gave has nothing to do with what another attempt makes. */
export const begunAnew = (): RequestError =>
  new RequestError(
    'RESOURCE_UNAVAILABLE',
    'the reply was begun anew',
    'its worker ended in the middle of it; ask again',
  );
