import { EventEmitter, once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { devBuild } from '../../../scripts/devBuild';

let folder: string;
let repository: string;
let destination: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'dev-build-test-'));
	repository = join(folder, 'repository');
	destination = join(folder, 'package');
	write('package.json', '{"name":"a-package"}');
	write('core/money.ts', 'export const money: number = 1;');
	write('credentials/icon.svg', '<svg/>');
	write('nodes/A/A.node.ts', "import { money } from '../../core/money';\nexport const a = money;");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
	mkdirSync(dirname(join(repository, file)), { recursive: true });
	writeFileSync(join(repository, file), text);
}

const built = (file: string) => readFileSync(join(destination, file), 'utf8');

interface Update {
	changed: string[];
	error?: Error | undefined;
}

/** Runs `change`, and resolves with the build's message about it. */
async function changeSeen(change: () => void): Promise<Update> {
	const build = devBuild(repository, destination);
	await build.update();
	const updates = new EventEmitter<{ update: [Update] }>();
	const update = once(updates, 'update');
	const stop = await build.watch((changed, error) => {
		updates.emit('update', { changed, error });
	});
	change();
	const [seen] = (await update) as [Update];
	await stop();
	return seen;
}

describe('the development build', () => {
	it('creates a folder that n8n loads as a package', async () => {
		await devBuild(repository, destination).update();
		expect(readdirSync(destination, { recursive: true }).sort()).toEqual([
			'dist',
			'dist/core',
			'dist/core/money.js',
			'dist/credentials',
			'dist/credentials/icon.svg',
			'dist/nodes',
			'dist/nodes/A',
			'dist/nodes/A/A.node.js',
			'dist/package.json',
			'package.json',
		]);
		expect(built('package.json')).toBe('{"name":"a-package"}');
		expect(built('dist/nodes/A/A.node.js')).toContain('require("../../core/money")');
	});

	it('maps to the sources for a debugger', async () => {
		await devBuild(repository, destination).update();
		const [, map = ''] = /sourceMappingURL=data:application\/json;base64,(.*)/.exec(
			built('dist/core/money.js'),
		)!;
		const { sources } = JSON.parse(Buffer.from(map, 'base64').toString()) as { sources: string[] };
		expect(sources).toEqual([join(repository, 'core/money.ts')]);
	});

	it('removes the files of an earlier build', async () => {
		mkdirSync(join(destination, 'dist/old'), { recursive: true });
		await devBuild(repository, destination).update();
		expect(readdirSync(join(destination, 'dist')).sort()).toEqual([
			'core',
			'credentials',
			'nodes',
			'package.json',
		]);
	});

	it('builds changed files', async () => {
		const seen = await changeSeen(() => write('core/money.ts', 'export const money = 2;'));
		expect(seen).toEqual({ changed: ['core/money.ts'] });
		expect(built('dist/core/money.js')).toContain('money = 2');
	});

	it('removes deleted files', async () => {
		const seen = await changeSeen(() => rmSync(join(repository, 'core/money.ts')));
		expect(seen).toEqual({ changed: ['core/money.ts'] });
		expect(readdirSync(join(destination, 'dist/core'))).toEqual([]);
	});

	it('reports a source that is not valid TypeScript', async () => {
		const { changed, error } = await changeSeen(() => write('core/money.ts', 'export const = 2;'));
		expect(changed).toEqual([]);
		expect(error?.message).toContain('Unexpected token');
	});
});
