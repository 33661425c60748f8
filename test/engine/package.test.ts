import { existsSync } from 'node:fs';
import path from 'node:path';
import * as manifest from '../../package.json';
import { type Sandbox, SEEDED_USER_ID, startSandbox } from '../../sandbox';
import { callTool, type InstalledPackages, installedPackages, PRODUCT } from '../support/engine';

let packages: InstalledPackages;

beforeAll(async () => {
	packages = await installedPackages();
});

/** `dist/nodes/KillB/KillB.node.js` to `KillB`. */
const className = (file: string) => path.basename(file).split('.')[0] as string;

const listed = [...manifest.n8n.credentials, ...manifest.n8n.nodes];

describe('index.js', () => {
	it('exports exactly the classes that package.json declares for n8n', () => {
		const classes = jest.requireActual<Record<string, unknown>>('../../index.js');
		const names = Object.keys(classes);
		expect(names.sort()).toEqual(listed.map(className).sort());
		for (const name of names) {
			const Class = classes[name] as new () => object;
			expect(new Class().constructor.name).toBe(name);
		}
	});
});

describe('package.json', () => {
	it("has what n8n's scanner does not check: the keyword n8n searches for, and the MIT licence", () => {
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.license).toBe('MIT');
	});
});

describe("n8n's loader", () => {
	it('loads the package with the names that workflows store', () => {
		const types = Object.keys(packages.getKnownTypes()).filter((type) =>
			type.startsWith(manifest.name),
		);
		expect(types.sort()).toEqual(
			[
				'kernelHost',
				'kernelHostPollingTrigger',
				'kernelHostTrigger',
				'killB',
				'killBPollingTrigger',
				'killBTrigger',
			].map((name) => `${manifest.name}.${name}`),
		);
		expect(packages.credentialType('kernelHostApi').name).toBe('kernelHostApi');
		expect(packages.credentialType('killBApi').name).toBe('killBApi');
	});

	it.each(manifest.n8n.nodes.map(className))('finds icons and codex of %s', (name) => {
		const { iconUrl, codex } = packages.description(name[0]?.toLowerCase() + name.slice(1));
		expect(codex?.categories?.length).toBeGreaterThan(0);
		expectFiles(iconUrl);
	});

	it.each(['kernelHostApi', 'killBApi'])('finds the icons of %s', (name) => {
		expectFiles(packages.credentialType(name).iconUrl);
	});

	function expectFiles(iconUrl: unknown): void {
		const { light, dark } = iconUrl as { light: string; dark: string };
		for (const url of [light, dark]) {
			const file = url.replace(`icons/${manifest.name}/`, '');
			const inSources = process.env.TEST_BUILT_PACKAGE !== '1';
			const place = path.join(PRODUCT, inSources ? file.replace(/^dist\//, '') : file);
			expect({ place, exists: existsSync(place) }).toEqual({ place, exists: true });
		}
	}
});

describe('an AI agent', () => {
	let sandbox: Sandbox;

	beforeAll(async () => {
		sandbox = await startSandbox();
	});

	afterAll(async () => await sandbox.close());

	it.each(['kernelHost', 'killB'])('can use %s as a tool', (name) => {
		const tool = packages.getByName(packages.fullTypeName(`${name}Tool`)).description;
		expect(tool).toMatchObject({ name: `${name}Tool`, inputs: [], outputs: ['ai_tool'] });
	});

	it.each(['kernelHostTrigger', 'kernelHostPollingTrigger', 'killBTrigger', 'killBPollingTrigger'])(
		'cannot use %s',
		(name) => {
			expect(() => packages.getByName(packages.fullTypeName(`${name}Tool`))).toThrow(
				'Node cannot be used as a tool',
			);
		},
	);

	it('fills in its arguments, and gets the response', async () => {
		const { killb, email, password } = sandbox.details;
		const result = await callTool({
			type: 'killB',
			credentials: { killBApi: { environment: 'custom', baseUrl: killb, email, password } },
			parameters: {
				resource: 'user',
				operation: 'get',
				userId: "={{ $fromAI('user', 'the id of the user', 'string') }}",
			},
			arguments: { user: SEEDED_USER_ID },
		});
		expect(result.arguments).toEqual(['user']);
		expect(result.description).not.toBe('');
		expect(JSON.parse(result.response)).toMatchObject([{ id: SEEDED_USER_ID }]);
	});
});
