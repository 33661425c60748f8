import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IConnections, INode } from 'n8n-workflow';
import type { Snapshot } from '../contract/snapshot';
import type { Expectation } from './expectation';

/** The folder of saved snapshots and workflows. */
const COMPATIBILITY = path.resolve(__dirname, '..');

/** A workflow as n8n's editor exports it. */
export interface SavedWorkflow {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: object;
	pinData?: object;
}

/**
 * One workflow of the corpus, with what each of its nodes of this package did in the release that
 * it was saved with.
 */
export interface CorpusFile {
	name: string;
	workflow: SavedWorkflow;
	/** by name of the node */
	expected: Record<string, Expectation>;
}

const EXPECTED = '.expected.json';

export function releasedVersions(): string[] {
	return readdirSync(path.join(COMPATIBILITY, 'released'))
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.basename(file, '.json'));
}

export const snapshotFile = (version: string) =>
	path.join(COMPATIBILITY, 'released', `${version}.json`);
export const corpusFolder = (version: string) => path.join(COMPATIBILITY, 'corpus', version);

export function releasedSnapshot(version: string): Snapshot {
	return read(snapshotFile(version)) as Snapshot;
}

export function corpusOf(version: string): CorpusFile[] {
	const folder = corpusFolder(version);
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json') && !file.endsWith(EXPECTED))
		.map((file) => {
			const name = path.basename(file, '.json');
			return {
				name,
				workflow: read(path.join(folder, file)) as SavedWorkflow,
				expected: read(path.join(folder, name + EXPECTED)) as CorpusFile['expected'],
			};
		});
}

/** The files of a corpus, by path below its folder. */
export function filesOf({ name, workflow, expected }: CorpusFile): Record<string, unknown> {
	return { [`${name}.json`]: workflow, [name + EXPECTED]: expected };
}

function read(file: string): unknown {
	return JSON.parse(readFileSync(file, 'utf8')) as unknown;
}
