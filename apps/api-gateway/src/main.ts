import { runGateway } from './http/run-gateway';

void runGateway();
