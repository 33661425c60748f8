import type { WorkflowFile } from '../../support/n8n/n8nTypes';

interface Assignments {
	assignments: Array<{ name: string; value: unknown }>;
}

/**
 * Returns the workflow with other values in its node *Settings*, as an operator fills them in.
 * @throws Error for a setting that the node does not have
 */
export function withSettings(
	workflow: WorkflowFile,
	values: Record<string, unknown>,
): WorkflowFile {
	const copy = structuredClone(workflow);
	const node = copy.nodes.find(({ name }) => name === 'Settings');
	const { assignments = [] } = (node?.parameters['assignments'] ?? {}) as Partial<Assignments>;
	for (const [name, value] of Object.entries(values)) {
		const setting = assignments.find((assignment) => assignment.name === name);
		if (setting === undefined) throw new Error(`"${workflow.name}" has no setting "${name}"`);
		setting.value = value;
	}
	return copy;
}
