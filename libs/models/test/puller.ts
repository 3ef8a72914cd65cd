import 'reflect-metadata';
import { ModelStore, type Model } from '../src';

/** A process that pulls a model: `puller.ts MODELS_DIR MODEL_JSON`. */
const [modelsDir = '', json = ''] = process.argv.slice(2);
const model = JSON.parse(json) as Model;
const store = new ModelStore({ modelsDir, catalogue: [model] });
void store.pull(model.name);
