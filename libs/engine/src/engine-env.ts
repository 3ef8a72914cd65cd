const NEEDED =
  /^(PATH|HOME|USER|LANG|TZ|TMPDIR|LD_LIBRARY_PATH|LC_.*|NODE_.*|CUDA_.*|NVIDIA_.*|OMP_.*|ORT_.*|FONTCONFIG_.*|XDG_.*)$/;

/** ONNX Runtime reports to its maker and leaves files in the temporary directory unless it is told not to. */
const SILENT = { ORT_DISABLE_TELEMETRY: '1' };

/**
 * The environment of an engine: what programs need to run, and what its pool adds. Keys and passwords of the worker stay
 * with the worker, because engines open files of strangers.
 */
export function engineEnv(added: Record<string, string> = {}, own: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const needed = Object.fromEntries(Object.entries(own).filter(([name]) => NEEDED.test(name)));
  return { ...needed, ...SILENT, ...added };
}
