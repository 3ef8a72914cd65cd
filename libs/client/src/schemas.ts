import type { components, operations } from './api.generated';

/** What the gateway takes and gives, by the names of its OpenAPI text. */
export type Schemas = components['schemas'];

export type Submission = operations['SubmissionsController_submit']['requestBody']['content']['application/json'];
export type BatchAnswer = Schemas['BatchReply'];
export type DryRun = Schemas['DryRunReply'];
export type Submitted = Schemas['SubmissionReply'];
export type TaskView = Schemas['TaskView'];
export type TaskPage = Schemas['TaskPage'];
export type TaskResult = Schemas['TaskResult'];
export type TaskEvent = Schemas['EventReply'];
export type Removal = Schemas['RemovalReply'];
export type CatalogEntry = Schemas['CatalogEntry'];
export type SharedFile = Schemas['ListedFileReply'];
export type UploadedFile = Schemas['UploadReply'];
