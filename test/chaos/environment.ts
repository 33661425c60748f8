import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// Imported before n8n-core, which writes <N8N_USER_FOLDER>/.n8n/config when it loads: the user's
// own n8n stays unchanged.
const userFolder = mkdtempSync(path.join(tmpdir(), 'kernelhost-killb-chaos-'));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_LOG_LEVEL = 'silent';
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));
