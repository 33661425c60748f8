import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../../support/n8n/runtime';

/** The one folder whose files the workflows of these tests may read and write. */
export const allowedFolder = join(scratchFolder, `e2e-examples-files-${process.pid}`);

/** Setting for n8n: it would take `.n8n-files` in the home folder of whoever runs the tests. */
export const fileAccess = { N8N_RESTRICT_FILE_ACCESS_TO: allowedFolder };

/** A folder in it that exists and is empty. */
export function emptyFolder(name: string): string {
	const folder = join(allowedFolder, name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	return folder;
}
