export { loadCatalogue, parseCatalogue, type Catalogue, type Model, type ModelFile, type Source } from './catalogue';
export type { ModelState } from './installed';
export { CatalogueError, ModelPullError, UnknownModelError, type SourceFailure } from './model-errors';
export { ModelStore, type ModelStatus, type ModelStoreOptions, type PullOptions } from './model-store';
export type { OnProgress } from './progress';
