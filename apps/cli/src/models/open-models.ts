import { ModelStore } from '@switchyard/models';
import type { CliSettings } from '../cli-settings';

/** The models directory of this machine. */
export const openModels = ({ modelsDir, modelsMirror }: CliSettings): ModelStore =>
  new ModelStore({ modelsDir, mirror: modelsMirror });
