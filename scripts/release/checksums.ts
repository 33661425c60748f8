import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Returns the SHA-256 checksums of a folder's files, in the format of `sha256sum --check`. */
export function checksums(folder: string): string {
	return readdirSync(folder)
		.sort()
		.map((file) => {
			const content = readFileSync(path.join(folder, file));
			return `${createHash('sha256').update(content).digest('hex')}  ${file}\n`;
		})
		.join('');
}
