const { TestEnvironment } = require('jest-environment-node');

/** ONNX Runtime makes its arrays outside of Jest's realm and takes none from inside: tests share the outer ones. */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, { Float32Array, Int8Array, Int32Array, BigInt64Array });
  }
};
