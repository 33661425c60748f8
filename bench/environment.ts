import path from 'node:path';
import { writeThrowAwayNodes } from './requests/throwAwayNodes';

/**
 * Returns n8n's environment in addition to that of the end-to-end tests: the folder of the
 * benchmarks' throw-away nodes, and access to Node's crypto for Code nodes, which signature checks
 * need.
 * @param folder of the run
 */
export function benchEnvironment(folder: string): NodeJS.ProcessEnv {
	return {
		N8N_CUSTOM_EXTENSIONS: writeThrowAwayNodes(path.join(folder, 'nodes')),
		NODE_FUNCTION_ALLOW_BUILTIN: 'crypto',
	};
}
