import { runMonitor } from './run-monitor';

void runMonitor();
