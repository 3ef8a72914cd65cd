export * from './videos';
export * from './pictures';
export * from './broken-files';
export * from './segments';
export { cachedFile, madeByFfmpeg } from './cached-file';
export * from './speech';
export * from './conversation';
export { unpackedPackage, type Package } from './registry-package';
