/** Which outputs are visible: those a committed record names. */
export interface VisibleOutputs {
  /** Bytes of the outputs of an API key. */
  bytesOf(owner: string): Promise<number>;
  isVisible(taskId: string, fence: number): Promise<boolean>;
  areVisible(attempts: readonly { taskId: string; fence: number }[]): Promise<boolean[]>;
}

export const VISIBLE_OUTPUTS = Symbol('visible outputs');
