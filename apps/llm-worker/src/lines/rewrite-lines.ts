import type { KeptLine } from '@switchyard/contracts';
import type { TaskRun } from '@switchyard/worker-kit';
import { UnusableReplyError } from '../json/unusable-reply-error';
import { MESSAGE_TOKENS } from '../language-model';
import { mapLimited } from '../map-limited';
import { ProviderError } from '../provider/provider-error';
import type { MeteredModel } from '../usage';
import { askForLines, promptOf, type LineQuestion } from './ask-for-lines';
import { batchLines } from './line-batches';

/** Lines that a model writes anew, one for each. */
export interface LineWork {
  lines: readonly string[];
  instruction: string;
  temperature: number;
  /** Lines at once, and those before and after that are shown with them. */
  segmentSize: number;
  overlap: number;
  maxRetries: number;
  /** Why a line that the model wrote is not taken. */
  refuse?: (source: string, line: string) => string | undefined;
}

/** Where progress is told. */
export type LineProgress = Pick<TaskRun, 'progress'>;

export interface RewrittenLines {
  /** As many as there were. */
  lines: string[];
  kept: KeptLine[];
}

/** Shares of what the context has room for; the rest is the reply, which may be twice as long as the lines. */
const LINES_SHARE = 0.25;

/**
 * Has each line written anew. Lines that a reply loses are asked for again; what is not got is kept as it was and told.
 * @throws UnusableReplyError when not one line could be used
 */
export async function rewriteLines(work: LineWork, metered: MeteredModel, run: LineProgress): Promise<RewrittenLines> {
  const { model } = metered;
  const [prompt = 0] = await model.countTokens([promptOf(work.instruction)]);
  const room = Math.min(model.contextTokens - prompt - 2 * MESSAGE_TOKENS, 2 * model.replyTokens);
  const limits = { mostLines: work.segmentSize, mostTokens: Math.floor(room * LINES_SHARE) };
  const { batches, tooLong, tokens } = await batchLines(work.lines, limits, (texts) => model.countTokens(texts));
  const lines = [...work.lines];
  const reasons = new Map(tooLong.map((at) => [at, `it does not fit into the context of ${model.name}`]));
  const all = batches.flat().length;
  let done = 0;
  await mapLimited(batches, model.parallel, async (batch) => {
    const onProgress = (fraction: number): void => run.progress((done + fraction * batch.length) / all);
    await rewriteBatch(batch, { work, metered, lines, reasons, tokens, onProgress });
    done += batch.length;
    run.progress(done / all, `${done} of ${all} lines`);
  });
  const kept = [...reasons].sort(([a], [b]) => a - b).map(([at, reason]) => ({ line: at + 1, reason }));
  if (kept.length > 0 && kept.length === all + tooLong.length)
    throw new UnusableReplyError(model.name, work.maxRetries + 1, kept[0]?.reason ?? 'it was empty');
  return { lines, kept };
}

interface Batch {
  work: LineWork;
  metered: MeteredModel;
  /** What is got goes here, by place. */
  lines: string[];
  reasons: Map<number, string>;
  tokens: readonly number[];
  onProgress: (fraction: number) => void;
}

async function rewriteBatch(batch: readonly number[], parts: Batch): Promise<void> {
  const { work, metered, lines, reasons, tokens, onProgress } = parts;
  let open = [...batch];
  for (let tries = 0; open.length > 0 && tries <= work.maxRetries; tries++) {
    const question: LineQuestion = { places: open, tokens, temperature: work.temperature + tries * 0.2, onProgress };
    const { got, problem } = await askForLines(question, work, metered).catch((error: unknown) => {
      const last = tries === work.maxRetries;
      if (last || !(error instanceof ProviderError && error.retryable)) throw error;
      return { got: new Map<number, string>(), problem: error.message };
    });
    for (const at of open) {
      const line = got.get(at);
      const why = line ? work.refuse?.(work.lines[at] ?? '', line) : (problem ?? 'the model lost it');
      if (why !== undefined) reasons.set(at, why);
      else {
        lines[at] = line ?? '';
        reasons.delete(at);
      }
    }
    open = open.filter((at) => reasons.has(at));
  }
}
