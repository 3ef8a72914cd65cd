export { isFull } from './errno';
export { PathProblem, type PathProblemKind } from './path-problem';
export { INNER_PATH, SHARE, SHARE_PATH, formatSharePath, isHidden, parseSharePath } from './share-path';
export { attemptOf, type AttemptPlace, type TaskPlace } from './layout';
export { type AttemptFilter, type FilePage, type ListedFile } from './listing';
export { type OpenFile } from './open-file';
export { FileTooLargeError, type StoredUpload } from './upload';
export { SharedStorage, mayUse, type ListOptions, type ResolvedInput } from './shared-storage';
export { safeFileName } from './file-name';
