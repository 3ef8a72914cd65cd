import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { transcribeAudioTask } from '@switchyard/contracts';
import { isWhisper, WhisperModels, type ModelStatus, type ModelStore } from '@switchyard/models';
import type { CliSettings } from '../cli-settings';
import { openModels } from '../models/open-models';
import type { Session } from '../session';
import { missing, ok, warn, type Finding } from './check';
import { pipFinding, pipVersion } from './pip.check';

type Known = Pick<ModelStatus, 'model' | 'state' | 'problem'>;
type Wanted = Pick<CliSettings, 'ocrModel' | 'whisperModel'>;

/** The models that workers load when a task names none are here, and what others are fetched with. */
export async function checkModels({ settings }: Session): Promise<Finding[]> {
  const store = openModels(settings);
  const named = modelFindings(await store.list(), settings, await isConverted(store, settings.whisperModel));
  const findings = isDirectory(settings.whisperModel)
    ? [...named, await directoryFinding(settings.whisperModel)]
    : named;
  const lacking = findings.some(({ state }) => state === 'missing');
  return [...findings, pipFinding(await pipVersion(), lacking)];
}

/** @param converted whether the Whisper model is in a form that engines load */
export function modelFindings(statuses: Known[], { ocrModel, whisperModel }: Wanted, converted: boolean): Finding[] {
  const vad = statuses.find(({ model }) => model.task === transcribeAudioTask.name && !isWhisper(model));
  const named = (name: string): Known | undefined =>
    statuses.find(({ model }) => model.name === name || model.aliases.includes(name));
  const whisper = named(whisperModel);
  const wanted = [
    modelFinding('OCR model', ocrModel, named(ocrModel)),
    modelFinding('VAD model', 'VAD', vad),
    ...(isDirectory(whisperModel)
      ? []
      : [whisperFinding(modelFinding('Whisper model', whisperModel, whisper), converted)]),
  ];
  const others = statuses.filter((status) => ![named(ocrModel), vad, whisper].includes(status));
  return [...wanted, ...others.filter(({ state }) => state === 'damaged').map(repair)];
}

function modelFinding(part: string, name: string, status: Known | undefined): Finding {
  if (!status) return missing(part, `there is no model ${name}`, 'see which there are with: npx switchyard models ls');
  const { model, state, problem } = status;
  if (state === 'present') return ok(part, model.name);
  return missing(part, `${model.name}: ${problem ?? state}`, pull(model.name));
}

function whisperFinding(finding: Finding, converted: boolean): Finding {
  if (finding.state !== 'ok' || converted) return finding;
  return warn(finding.name, `${finding.found} is not converted: the first task waits for that`, pull(finding.found));
}

const repair = ({ model, problem }: Known): Finding =>
  warn(`model ${model.name}`, `damaged: ${problem ?? ''}`, pull(model.name));

const pull = (name: string): string => `npx switchyard models pull ${name}`;

/** No model's name begins like a path. */
const isDirectory = (model: string): boolean => /^\.{0,2}\//.test(model);

async function directoryFinding(directory: string): Promise<Finding> {
  const found = await stat(join(directory, 'model.bin')).catch(() => undefined);
  if (found?.isFile()) return ok('Whisper model', directory);
  return missing(
    'Whisper model',
    `${directory} has no model.bin`,
    'set WHISPER_MODEL to a name or to another directory',
  );
}

async function isConverted(store: ModelStore, name: string): Promise<boolean> {
  const models = new WhisperModels(store);
  const found = await Promise.allSettled([models.find(name, 'onnx'), models.find(name, 'ggml')]);
  return found.some(({ status }) => status === 'fulfilled');
}
