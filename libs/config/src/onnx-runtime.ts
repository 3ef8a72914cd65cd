/**
 * ONNX Runtime reports to its maker and leaves files in the home directory unless it is told not to. To be called before it
 * is loaded into this process.
 */
export function silenceOnnxRuntime(): void {
  process.env.ORT_DISABLE_TELEMETRY = '1';
}
