import {
  DiskFullError,
  EngineCrashedError,
  InputRejectedError,
  InternalTaskError,
  type TaskError,
} from '@switchyard/contracts';
import { shortened, type ToolEnd } from '@switchyard/engine';

const DISK_FULL = /No space left on device|Disk quota exceeded/;
/** Faults of the machine, or of the ffmpeg that is installed: another attempt, or another worker, may do better. */
const NOT_THE_INPUT =
  /Cannot allocate memory|Input\/output error|Resource temporarily unavailable|Too many open files|Stale file handle|Permission denied|No such file or directory|Read-only file system|Unknown (encoder|decoder)|No such filter|Unrecognized option|Option (not found|'[^']*' not found)|Protocol not found/;
/** What ffmpeg adds behind the line that says what went wrong. */
const CONSEQUENCE =
  /^(Conversion failed!|Error (re)?initializing filters|Failed to inject frame|Error while (processing the decoded data|filtering|opening decoder)|Error initializing output stream|Terminating thread|Nothing was written into output file)|^\s*$/;

/** What an ffmpeg that did not end well means for the task; undefined when it did. */
export function ffmpegError({ code, signal, stderrTail, metLimit }: ToolEnd): TaskError | undefined {
  if (metLimit) return new InputRejectedError(`ffmpeg met its limit of ${metLimit} with this input`);
  if (signal) return new EngineCrashedError('ffmpeg', `signal ${signal}`, shortened(stderrTail));
  if (DISK_FULL.test(stderrTail)) return new DiskFullError('the output of ffmpeg');
  if (code === 0) return undefined;
  const said = shortened(stderrTail);
  if (said === '' || NOT_THE_INPUT.test(stderrTail)) {
    return new InternalTaskError(`ffmpeg ended with exit code ${code}: ${causeIn(said)}`, said);
  }
  // It fails on the same input in the same way each time.
  return new InputRejectedError(`ffmpeg cannot work with the input: ${causeIn(said)}`);
}

/** The last line that is no mere consequence of one before, without the address of what said it. */
function causeIn(text: string): string {
  const lines = text.split('\n');
  const cause = lines.findLast((line) => !CONSEQUENCE.test(line)) ?? lines.at(-1) ?? '';
  const said = cause.replace(/^(\[[^\]]* @ 0x[0-9a-f]+\] )+/, '').trim();
  return said.replace(/ not on whitelist '.*/, ' is none of those that are decoded here') || 'it said nothing';
}
