#!/usr/bin/env node
/** Fetches and converts the models that tests share, so that no test waits for the network. */
const { join } = require('node:path');
const { ModelStore, WhisperModels } = require('../../libs/models/dist');

const store = new ModelStore({ modelsDir: join(__dirname, '..', '..', '.switchyard', 'models') });

async function main() {
  for (const name of ['silero-vad', 'ppocr-v6', 'smollm2-135m-instruct', 'espeak-ng-data', 'piper-en_US-joe-medium'])
    await store.pull(name);
  for (const name of ['whisper-tiny.en', 'whisper-base']) await new WhisperModels(store).ensure(name, { kind: 'onnx' });
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
