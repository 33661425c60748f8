import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Debian's packages put the programs that are not in the PATH, newest version first. */
function folders(): string[] {
	const versions = '/usr/lib/postgresql';
	const found = existsSync(versions) ? readdirSync(versions) : [];
	const newestFirst = found.sort((a, b) => Number(b) - Number(a));
	return [
		...(process.env['PATH'] ?? '').split(delimiter),
		...newestFirst.map((version) => join(versions, version, 'bin')),
	];
}

/**
 * The full path of a program of PostgreSQL or Redis.
 * @throws Error that says what to install
 */
export function debianCommand(name: string): string {
	const folder = folders().find((path) => existsSync(join(path, name)));
	if (folder !== undefined) return join(folder, name);
	throw new Error(
		`Queue mode needs PostgreSQL and Redis, and ${name} is not here: apt-get install -y --no-install-recommends postgresql redis-server`,
	);
}

/** PostgreSQL does not run as root, so root runs it as the user that its package has created. */
export function unprivileged(command: string, args: string[]): { command: string; args: string[] } {
	if (process.getuid?.() !== 0) return { command, args };
	const as = ['--reuid=postgres', '--regid=postgres', '--clear-groups', '--'];
	return { command: debianCommand('setpriv'), args: [...as, command, ...args] };
}

/** Makes the user that PostgreSQL runs as the owner of a folder. */
export function giveToUnprivileged(folder: string): void {
	if (process.getuid?.() === 0) execFileSync('chown', ['postgres:postgres', folder]);
}
