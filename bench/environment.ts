import path from 'node:path';
import { writeThrowAwayNodes } from './requests/throwAwayNodes';

/**
 * What n8n is told beside what every n8n of the end-to-end tests is: where the throw-away nodes of
 * the benchmarks are, and that a Code node may use Node's crypto, without which nobody can verify a
 * signature in one.
 * @param folder of the run
 */
export function benchEnvironment(folder: string): NodeJS.ProcessEnv {
	return {
		N8N_CUSTOM_EXTENSIONS: writeThrowAwayNodes(path.join(folder, 'nodes')),
		NODE_FUNCTION_ALLOW_BUILTIN: 'crypto',
	};
}
