import { runInThisContext } from 'node:vm';

// Jest gives tests arrays of their own, and onnxruntime-node takes none but Node's. To be imported before it.
globalThis.Float32Array = runInThisContext('Float32Array') as Float32ArrayConstructor;
