/** Why a path cannot be used. */
export type PathProblemKind = 'malformed' | 'outside' | 'missing' | 'wrong-kind' | 'empty';

/** A path of a request that cannot be used; `reason` reads as the text of a field problem and names no machine path. */
export class PathProblem extends Error {
  constructor(
    readonly kind: PathProblemKind,
    readonly reason: string,
  ) {
    super(reason);
  }
}
