import type { Schemas } from '@switchyard/client';
import { extensionOf, pathsIn } from '../../../parts/paths';

const VIDEO = new Set(['mp4', 'm4v', 'webm', 'mov', 'mkv', 'avi', 'mpg', 'ts']);
const AUDIO = new Set(['mp3', 'wav', 'ogg', 'opus', 'flac', 'm4a', 'aac']);
const PICTURE = new Set(['png', 'jpg', 'jpeg', 'webp', 'gif', 'bmp']);

export type MediaKind = 'video' | 'audio' | 'picture';

export function mediaKindOf(path: string): MediaKind | undefined {
  const extension = extensionOf(path);
  if (VIDEO.has(extension)) return 'video';
  if (AUDIO.has(extension)) return 'audio';
  return PICTURE.has(extension) ? 'picture' : undefined;
}

export interface Media {
  path: string;
  kind: 'video' | 'audio';
}

/** The film or recording that a task's workflow is about: what its stages were given, the first video before any audio. */
export function sourceMediaOf(context: Schemas['ContextReply']): Media | undefined {
  const given = [context.input_params.input_data, ...Object.values(context.stages).map((stage) => stage.input_params)];
  const paths = given.flatMap((input) => pathsIn(input)).map(({ path }) => path);
  return firstOf(paths, 'video') ?? firstOf(paths, 'audio');
}

export function firstOf(paths: readonly string[], kind: 'video' | 'audio'): Media | undefined {
  const path = paths.find((candidate) => mediaKindOf(candidate) === kind);
  return path === undefined ? undefined : { path, kind };
}

/** A file that a task was given, by the name of its field. */
export function inputPathOf(context: Schemas['ContextReply'], task: string, field: string): string | undefined {
  const given = [context.stages[task]?.input_params, context.input_params.input_data];
  const paths = given.map((input) => input?.[field]);
  return paths.find((path): path is string => typeof path === 'string' && path.startsWith('/share/'));
}
