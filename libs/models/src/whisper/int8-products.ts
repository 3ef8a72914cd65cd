import type { InferenceSession } from 'onnxruntime-node';
import { processorFlags } from '@switchyard/processes';

type Options = Required<Pick<InferenceSession.SessionOptions, 'graphOptimizationLevel'>> & {
  extra: { session: Record<string, string> };
};

/** Right everywhere else, and with the fewest changes to a graph that is already as it should be. */
const QUICK: Options = { graphOptimizationLevel: 'basic', extra: { session: {} } };
/** ONNX Runtime replaces the products above the level `basic` only. */
const EXACT: Options = { graphOptimizationLevel: 'extended', extra: { session: { x64quantprecision: '1' } } };

/**
 * How a session multiplies in int8. Processors of x64 without VNNI add two products in 16 bits, which overflow: there ONNX
 * Runtime has slower products that do not (`session.x64quantprecision`).
 */
export const int8Products = (
  architecture: string = process.arch,
  flags: ReadonlySet<string> = processorFlags(),
): Options =>
  architecture === 'x64' && flags.has('avx2') && ![...flags].some((flag) => flag.includes('vnni')) ? EXACT : QUICK;
