import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** SQLite's database, and its side files with what is not in it yet. */
const FILES = ['database.sqlite', 'database.sqlite-wal', 'database.sqlite-shm'];

/** Copies the database of a stopped n8n into a folder. */
export function backUpDatabase(userFolder: string, backup: string): void {
	mkdirSync(backup, { recursive: true });
	copy(join(userFolder, '.n8n'), backup);
}

/** Restores the database. n8n must be stopped. */
export function restoreDatabase(userFolder: string, backup: string): void {
	deleteDatabase(userFolder);
	copy(backup, join(userFolder, '.n8n'));
}

/**
 * Deletes the database; n8n creates an empty one at its next start. It must be stopped. Its
 * encryption key is in another file and stays.
 */
export function deleteDatabase(userFolder: string): void {
	for (const name of FILES) rmSync(join(userFolder, '.n8n', name), { force: true });
}

function copy(from: string, to: string): void {
	const there = FILES.filter((name) => existsSync(join(from, name)));
	if (there.length === 0) throw new Error(`There is no database in ${from}`);
	for (const name of there) copyFileSync(join(from, name), join(to, name));
}
