const { relative } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/**
 * What begins when; a clean checkout has no times of its own. The longest files come first, so that no worker is alone with
 * one at the end, and those that compute alternate with those that wait.
 */
const ORDER = [
  /whisper-worker\/test\/conformance\.e2e/,
  /e2e\/test\/gpu\.e2e/,
  /whisper-worker\/test\/decoding\.e2e/,
  /e2e\/test\/monitor\.e2e/,
  /whisper-worker\/test\/stops\.e2e/,
  /\.e2e/,
  /\.redis/,
  /./,
];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const placeOf = ({ path, context }) => ORDER.findIndex((name) => name.test(relative(context.config.rootDir, path)));
    return super.sort(tests).sort((a, b) => placeOf(a) - placeOf(b));
  }
};
