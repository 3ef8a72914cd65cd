import {
  DiskFullError,
  EngineCrashedError,
  InputRejectedError,
  InternalTaskError,
  type TaskError,
} from '@switchyard/contracts';
import { shortened, type ToolEnd } from '@switchyard/engine';

const DISK_FULL = /No space left on device|Disk quota exceeded/;
const BAD_INPUT =
  /Invalid data found when processing input|moov atom not found|[Cc]ould not find codec parameters|Error opening input|not on whitelist|Decoder \(codec [^)]*\) not found|does not contain any stream|matches no streams|Picture size \d+x\d+ (is invalid|exceeds)/;

/** What an ffmpeg that did not end well means for the task; undefined when it did. */
export function ffmpegError({ code, signal, stderrTail }: ToolEnd): TaskError | undefined {
  if (signal) return new EngineCrashedError('ffmpeg', `signal ${signal}`, shortened(stderrTail));
  if (DISK_FULL.test(stderrTail)) return new DiskFullError('the output of ffmpeg');
  if (code === 0) return undefined;
  const said = shortened(stderrTail);
  if (BAD_INPUT.test(stderrTail)) return new InputRejectedError(`ffmpeg cannot read the input: ${lastLine(said)}`);
  return new InternalTaskError(`ffmpeg ended with exit code ${code}: ${lastLine(said)}`, said);
}

const lastLine = (text: string): string =>
  text
    .split('\n')
    .findLast((line) => line.trim() !== '')
    ?.trim() ?? 'it said nothing';
