export { PathProblem, type PathProblemKind } from './path-problem';
export { SHARE, formatSharePath, isHidden, parseSharePath } from './share-path';
export { attemptOf, type AttemptPlace, type TaskPlace } from './layout';
export { type AttemptFilter, type FilePage, type ListedFile } from './listing';
export { type OpenFile } from './open-file';
export { type StoredUpload } from './upload';
export { SharedStorage, type AttemptDirs, type ListOptions, type ResolvedInput } from './shared-storage';
