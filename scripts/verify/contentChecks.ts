import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ICredentialType, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { type Check, check } from './check';
import type { VerifiedManifest } from './manifestChecks';

const load = createRequire(__filename);

type Loaded = Record<string, new () => unknown>;

/** The instances of what package.json lists, made as n8n makes them: by the class that is called as the file is. */
function instancesOf<T>(folder: string, files: string[]): Array<{ file: string; instance: T }> {
	return files.map((file) => {
		const module = load(path.join(folder, file)) as Loaded;
		const [className = ''] = path.basename(file).split('.');
		const found = module[className];
		if (!found) throw new Error(`${file} has no class ${className}`);
		return { file, instance: new found() as T };
	});
}

/** What the built files answer. */
export function contentChecks(folder: string, { name, n8n }: VerifiedManifest): Check[] {
	const nodes = instancesOf<INodeType>(folder, n8n.nodes).map(({ file, instance }) => ({
		file: path.join(folder, file),
		description: instance.description,
	}));
	const credentials = instancesOf<ICredentialType>(folder, n8n.credentials).map(
		({ instance }) => instance,
	);
	const titles = nodes.map(({ description }) => description.displayName).join(', ');
	const all = (
		asked: string,
		holds: (description: INodeTypeDescription, file: string) => boolean,
	) =>
		check(
			asked,
			nodes.every(({ description, file }) => holds(description, file)),
			titles,
		);
	return [
		all('Icons for light and dark, as SVG', ({ icon }, file) => {
			const { light = '', dark = '' } = (icon ?? {}) as { light?: string; dark?: string };
			return [light, dark].every((one) =>
				isSvg(path.join(path.dirname(file), one.replace('file:', ''))),
			);
		}),
		all('A codex file that names the node with its package', (description, file) => {
			const codex = file.replace(/\.js$/, '.json');
			return existsSync(codex) && nodeOfCodex(codex) === `${name}.${description.name}`;
		}),
		all('A description and a subtitle', ({ description, subtitle }) =>
			Boolean(description && subtitle),
		),
		all(
			'Actions can be used as tools of an agent',
			({ usableAsTool, group }) => group.includes('trigger') || usableAsTool === true,
		),
		check(
			'Every credential can be tested, and has a page of documentation',
			credentials.every(
				({ test, documentationUrl }) => test !== undefined && documentationUrl !== undefined,
			),
			credentials.map(({ displayName }) => displayName).join(', '),
		),
		{
			...check(
				'One service a package',
				serviceCount(n8n.nodes) === 1,
				`${serviceCount(n8n.nodes)}: ${titles}`,
			),
			forListOnly: true,
		},
	];
}

function isSvg(file: string): boolean {
	return existsSync(file) && readFileSync(file, 'utf8').startsWith('<svg ');
}

function nodeOfCodex(file: string): string {
	return (JSON.parse(readFileSync(file, 'utf8')) as { node: string }).node;
}

function serviceCount(files: string[]): number {
	return new Set(files.map((file) => path.dirname(file))).size;
}
