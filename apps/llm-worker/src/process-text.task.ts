import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  InputRejectedError,
  processTextTask,
  type Made,
  type ProcessTextInput,
  type ProcessTextOutput,
} from '@switchyard/contracts';
import { GpuLock } from '@switchyard/gpu-lock';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { LanguageModels } from './language-models';
import { messagesFor } from './text/prompts';
import { readText } from './text/read-text';
import { partsOf, processParts } from './text/process-parts';
import { MeteredModel } from './usage';

/** Characters of the text that the record itself holds. */
const MOST_SHOWN = 10_000;

/** Gives a text to a language model, part by part. */
@Injectable()
export class ProcessText {
  constructor(private readonly models: LanguageModels) {}

  @TaskHandler(processTextTask)
  @GpuLock()
  async process(input: ProcessTextInput, run: TaskRun): Promise<Made<ProcessTextOutput>> {
    const whole = input.text ?? (await readText(input.input_file ?? '', run.signal));
    if (whole.trim() === '') throw new InputRejectedError('the text is empty');
    const model = await this.models.open(input, run);
    run.describe(model.work);
    const metered = new MeteredModel(model);
    const degraded = [...model.degraded];
    const work = {
      messages: (part: string) => messagesFor(input, part),
      temperature: input.temperature,
      freeLength: input.action === 'custom',
      ...{ model: metered, run, degraded },
    };
    const parts = await partsOf(whole, work, input.part_tokens);
    let text = await processParts(parts, work);
    if (input.action === 'summarize' && parts.length > 1) text = await processParts([text], work);
    const path = join(await run.outputDir(), 'text.txt');
    await writeFile(path, text, { signal: run.signal });
    const shown = text.length <= MOST_SHOWN ? { text } : {};
    return { ...shown, text_file: path, part_count: parts.length, degraded, ...metered.output };
  }
}
