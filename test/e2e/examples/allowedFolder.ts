import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../../support/n8n/runtime';

/** The one folder whose files the workflows of these tests may read and write. */
export const allowedFolder = join(scratchFolder, `e2e-examples-files-${process.pid}`);

/** The setting for n8n, which would otherwise use `.n8n-files` in the home folder of the user. */
export const fileAccess = { N8N_RESTRICT_FILE_ACCESS_TO: allowedFolder };

/** Creates an empty folder in it. */
export function emptyFolder(name: string): string {
	const folder = join(allowedFolder, name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	return folder;
}
