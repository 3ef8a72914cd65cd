const NEEDED =
  /^(PATH|HOME|USER|LANG|TZ|TMPDIR|LD_LIBRARY_PATH|LC_.*|NODE_.*|CUDA_.*|NVIDIA_.*|OMP_.*|ORT_.*|FONTCONFIG_.*|XDG_.*)$/;

/**
 * The environment of an engine: what programs need to run, and what its pool adds. Keys and passwords of the worker stay
 * with the worker, because engines open files of strangers.
 */
export function engineEnv(added: Record<string, string> = {}, own: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...Object.fromEntries(Object.entries(own).filter(([name]) => NEEDED.test(name))), ...added };
}
