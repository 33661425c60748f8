import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../support/n8n/runtime';
import type { Stack } from '../support/n8n/stack';
import { fileAccess } from './examples/allowedFolder';
import { stackForTests } from './stackForTests';

interface ExampleTests {
	describeExample?: (stack: () => Stack) => void;
}

const folder = join(__dirname, 'examples');
const stack = stackForTests('examples', fileAccess);

const namesIn = (path: string, ending: string) =>
	readdirSync(path)
		.filter((file) => file.endsWith(ending))
		.map((file) => file.slice(0, -ending.length))
		.sort();

describe('the examples', async () => {
	const tested: string[] = [];
	for (const name of namesIn(folder, '.ts')) {
		const { describeExample } = (await import(join(folder, `${name}.ts`))) as ExampleTests;
		// The other files of the folder are shared by several of these.
		if (describeExample === undefined) continue;
		tested.push(name);
		describeExample(stack);
	}

	it('are all run here, and no others', () => {
		assert.deepEqual(tested, namesIn(join(root, 'examples'), '.json'));
	});
});
