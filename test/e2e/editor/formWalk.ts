import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { N8nClient } from '../../support/n8n/n8nClient';
import { scratchFolder } from '../../support/n8n/runtime';
import { expectedForm, type ShownField } from './expectedForm';
import { NodeForm } from './nodeForm';
import type { FormsOfNode } from './operationForms';
import { shownForm } from './shownForm';

/** Gets a picture of each form, for people to look at. Ignored by git. */
export const shotsFolder = join(scratchFolder, 'e2e-deliveries');

/** A form, and its expected content. */
interface WalkedForm {
	name: string;
	shown: ShownField[];
	expected: ShownField[];
}

/** Opens the form of each node of the workflow once, and reads it. */
export async function walkForms(
	page: Page,
	client: N8nClient,
	{ workflow, descriptionOf }: FormsOfNode,
): Promise<WalkedForm[]> {
	mkdirSync(shotsFolder, { recursive: true });
	const { id } = await client.createWorkflow(workflow);
	const form = new NodeForm(page);
	const walked: WalkedForm[] = [];
	for (const [index, node] of workflow.nodes.entries()) {
		if (index === 0) await page.goto(`${client.url}/workflow/${id}/${node.id}`);
		else await form.openNext();
		await form.expect(node.name);
		const expected = expectedForm(descriptionOf(node), node);
		walked.push({ name: node.name, expected, shown: await shownForm(page) });
		await form.inputs.screenshot({
			path: join(shotsFolder, `${workflow.name} - ${node.name}.png`),
		});
	}
	return walked;
}
