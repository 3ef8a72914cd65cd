export { factsOf, type ProcessFacts } from './stat';
export { allowedCores, processorFlags } from './processor';
export {
  bootId,
  identify,
  identifyOnHost,
  isAlive,
  isOfHere,
  type HostProcess,
  type ProcessIdentity,
} from './identity';
export { endGroup, killGroup, killWithGroup, runs, signalGroup, signalProcess } from './signals';
export { executableBytes, hardLimits } from './own';
export { descendantsOf, openedPath, peakMb, residentMb, startedWith, togetherMb } from './family';
