import { type INode, NodeHelpers } from 'n8n-workflow';
import { type InstalledPackages, installedPackages } from '../../support/engine';
import type { CorpusFile } from '../replay/corpusFile';
import { expectationOf } from '../replay/expectation';
import { Replay } from '../replay/replay';
import { savedParameters, uuid, workflowOf } from './asSaved';
import { type FilledForm, filledForms } from './forms';

/**
 * Records the corpus of the current release: every form as the editor saves it, one workflow for
 * each resource, each node executed twice to see what is the same each time.
 * @throws Error with every node that failed: a workflow that never ran proves nothing
 */
export async function recordCorpus(): Promise<CorpusFile[]> {
	const packages = await installedPackages();
	const failures: string[] = [];
	const replay = await Replay.start();
	try {
		const files: CorpusFile[] = [];
		for (const [name, forms] of byWorkflow(filledForms())) {
			const workflow = workflowOf(name, savedNodes(forms, packages));
			files.push({ name, workflow, expected: {} });
			for (const [index, { given }] of forms.entries()) {
				const node = workflow.nodes.at(index - forms.length) as INode;
				const outcomes = [await replay.run(node, given), await replay.run(node, given)] as const;
				failures.push(
					...outcomes.flatMap(({ error }) => (error ? [`${node.name}: ${error}`] : [])),
				);
				Object.assign(files.at(-1)?.expected ?? {}, {
					[node.name]: expectationOf(...outcomes, given),
				});
			}
		}
		if (failures.length > 0) throw new Error(failures.join('\n'));
		return files;
	} finally {
		await replay.close();
	}
}

function byWorkflow(forms: FilledForm[]): Map<string, FilledForm[]> {
	const groups = new Map<string, FilledForm[]>();
	for (const form of forms) {
		const { resource } = form.parameters;
		const name = typeof resource === 'string' ? `${form.node}-${resource}` : form.node;
		groups.set(name, [...(groups.get(name) ?? []), form]);
	}
	return groups;
}

function savedNodes(
	forms: FilledForm[],
	packages: InstalledPackages,
): Array<Omit<INode, 'id' | 'position'>> {
	const names = new Map<string, number>();
	return forms.map((form) => {
		const type = packages.fullTypeName(form.node);
		const { description } = packages.getByName(type);
		const typeVersion = Math.max(...[description.version].flat());
		const parameters = savedParameters(form.parameters, description, typeVersion);
		const title = NodeHelpers.makeNodeName(form.parameters, description);
		const count = names.get(title) ?? 0;
		names.set(title, count + 1);
		const name = count === 0 ? title : `${title}${count}`;
		return {
			parameters,
			type,
			typeVersion,
			name,
			...(description.webhooks ? { webhookId: uuid(`webhook of ${name}`) } : {}),
			credentials: Object.fromEntries(
				(description.credentials ?? []).map((credential) => [
					credential.name,
					{ id: uuid(credential.name).slice(0, 8), name: credential.name },
				]),
			),
		};
	});
}
