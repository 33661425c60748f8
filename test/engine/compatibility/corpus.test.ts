import { NodeHelpers } from 'n8n-workflow';
import { Form, choices } from '../../compatibility/contract/form';
import type { Snapshot } from '../../compatibility/contract/snapshot';
import {
	corpusOf,
	releasedSnapshot,
	releasedVersions,
	type SavedWorkflow,
} from '../../compatibility/replay/corpusFile';
import { differences } from '../../compatibility/replay/differences';
import { Replay } from '../../compatibility/replay/replay';
import * as manifest from '../../../package.json';

let replay: Replay;
beforeAll(async () => void (replay = await Replay.start()));
afterAll(async () => await replay.close());

const nodesOf = ({ nodes }: SavedWorkflow) =>
	nodes.filter(({ type }) => type.startsWith(`${manifest.name}.`));

describe.each(releasedVersions())('the workflows saved with release %s', (version) => {
	const corpus = corpusOf(version);

	it('use every operation of every version in the release', () => {
		const released = releasedSnapshot(version);
		const saved = corpus.flatMap(({ workflow }) => savedOperations(released, workflow));
		expect([...new Set(saved)].sort()).toEqual(releasedOperations(released).sort());
	});

	it('have an expectation for each node', () => {
		for (const { workflow, expected } of corpus) {
			expect(Object.keys(expected).sort()).toEqual(
				nodesOf(workflow)
					.map(({ name }) => name)
					.sort(),
			);
		}
	});

	describe.each(corpus)('$name', ({ workflow, expected }) => {
		it.each(nodesOf(workflow))('$name behaves as before', async (node) => {
			const expectation = expected[node.name];
			if (!expectation) throw new Error('Nothing is expected');
			const outcome = await replay.run(node, expectation.given);
			expect(differences(expectation, outcome)).toEqual([]);
		});
	});
});

/**
 * `killB 1 user create` for every choice of the form; `killBTrigger 1` for a form without
 * operations.
 */
function releasedOperations({ nodes }: Snapshot): string[] {
	return Object.entries(nodes).flatMap(([node, { versions }]) =>
		Object.entries(versions).flatMap(([version, { properties }]) => {
			const form = new Form(properties);
			const resource = form.shown('resource', {});
			if (!resource) return [`${node} ${version}`];
			return (choices(resource) ?? []).flatMap((chosen) => {
				const of = `${node} ${version} ${String(chosen)}`;
				const operation = form.shown('operation', { resource: String(chosen) });
				// A polling trigger has none.
				if (!operation) return [of];
				return (choices(operation) ?? []).map((one) => `${of} ${String(one)}`);
			});
		}),
	);
}

function savedOperations({ nodes }: Snapshot, workflow: SavedWorkflow): string[] {
	return nodesOf(workflow).map(({ type, typeVersion, parameters }) => {
		const node = type.slice(manifest.name.length + 1);
		const facts = nodes[node]?.versions[typeVersion];
		if (!facts) throw new Error(`The release has no version ${typeVersion} of ${node}`);
		const { resource, operation } =
			NodeHelpers.getNodeParameters(facts.properties, parameters, true, false, null, null) ?? {};
		const chosen = [resource, operation].filter((one) => one !== undefined).map(String);
		return [node, typeVersion, ...chosen].join(' ');
	});
}
