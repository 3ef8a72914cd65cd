import { type InvalidRequestError, chatTask } from '@switchyard/contracts';
import { checkInput } from './task-input';

const problemOf = (input: object): string | undefined => {
  try {
    checkInput(chatTask, { messages: [{ role: 'user', content: 'Hello' }], ...input });
    return undefined;
  } catch (error) {
    return (error as InvalidRequestError).problems['input_data.device'];
  }
};

describe('what the command line refuses before anything is sent', () => {
  it('is what the gateway would refuse, a field alone or several together', () => {
    expect(problemOf({ device: 'gpu' })).toMatch(/must be one of auto, cpu, cuda/);
    expect(problemOf({ provider: 'deepseek', device: 'cuda' })).toMatch(/cuda is for local models/);
    expect(problemOf({ provider: 'local', device: 'cuda' })).toBeUndefined();
  });

  it('is nothing that only the gateway can know, which sees what a reference stands for', () => {
    const provider = '${{ stages.a.output.provider }}';
    expect(problemOf({ provider, device: 'cuda' })).toBeUndefined();
    expect(problemOf({ provider, device: 'gpu' })).toMatch(/must be one of/);
  });
});
