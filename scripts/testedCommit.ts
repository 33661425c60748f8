import { execFileSync } from 'node:child_process';

/**
 * Returns the commit of a repository, and whether one of the given paths differs from it:
 * `1a2b3c4`, `1a2b3c4 with changes`. Without git it is `unknown`.
 */
export function testedCommit(root: string, paths: string[]): string {
	const git = (...parameters: string[]) =>
		execFileSync('git', parameters, { cwd: root, encoding: 'utf8' }).trim();
	try {
		const isChanged = git('status', '--porcelain', '--', ...paths) !== '';
		return git('rev-parse', '--short', 'HEAD') + (isChanged ? ' with changes' : '');
	} catch {
		return 'unknown';
	}
}
